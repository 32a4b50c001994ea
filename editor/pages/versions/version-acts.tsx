import { Link } from 'wouter';
import type { VersionsView, VersionView } from '../../../api/versions/contract.ts';
import { Button } from '../../controls/button.tsx';
import { comparisonPlace } from './requests.ts';
import { versionName } from './words.ts';

interface VersionActsProps {
  version: VersionView;
  rights: VersionsView['rights'] & { export: boolean };
  onRestore: (version: VersionView) => void;
}

/** What the person can do with a version of the list. */
export function VersionActs({ version, rights, onRestore }: VersionActsProps) {
  const name = versionName(version).toLowerCase();
  return (
    <p className="version__acts">
      <Link href={comparisonPlace(version.assessment, version.id)} className="text-link">
        Compare with now<span className="govuk-visually-hidden">: {name}</span>
      </Link>
      {rights.export && (
        <Link href={`/assessments/${version.assessment}/export?version=${version.id}`} className="text-link">
          Export<span className="govuk-visually-hidden"> {name}</span>
        </Link>
      )}
      {rights.take && !version.signed && (
        <Link
          href={`/assessments/${version.assessment}/sign-off?version=${version.id}`}
          className="text-link"
        >
          Ask for signatures<span className="govuk-visually-hidden"> on {name}</span>
        </Link>
      )}
      {rights.restore && (
        <Button look="quiet" onClick={() => onRestore(version)} aria-label={`Restore ${name}…`}>
          Restore…
        </Button>
      )}
    </p>
  );
}
