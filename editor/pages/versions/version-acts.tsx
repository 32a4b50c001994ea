import { Link } from 'wouter';
import type { VersionsView, VersionView } from '../../../api/versions/contract.ts';
import { comparisonPlace } from './requests.ts';
import { versionName } from './words.ts';

interface VersionActsProps {
  version: VersionView;
  rights: VersionsView['rights'];
}

/** What the person can do with a version of the list. */
export function VersionActs({ version, rights }: VersionActsProps) {
  const name = versionName(version).toLowerCase();
  return (
    <p className="version__acts">
      <Link href={comparisonPlace(version.assessment, version.id)} className="text-link">
        Compare with now<span className="govuk-visually-hidden">: {name}</span>
      </Link>
      {rights.take && !version.signed && (
        <Link
          href={`/assessments/${version.assessment}/sign-off?version=${version.id}`}
          className="text-link"
        >
          Ask for signatures<span className="govuk-visually-hidden"> on {name}</span>
        </Link>
      )}
    </p>
  );
}
