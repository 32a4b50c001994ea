import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { VersionView } from '../../../api/versions/contract.ts';
import type { FrozenAssessment } from '../../../api/versions/freezing/contract.ts';
import { counted, momentWords } from '../../client/words.ts';
import { CopyField } from '../../controls/copy-field.tsx';
import { Tag } from '../../controls/tag.tsx';
import { PageHeading } from '../frame/page.tsx';
import { Signature } from '../sign-off/signature.tsx';
import { comparisonPlace } from './requests.ts';
import { versionName } from './words.ts';

interface VersionCoverProps {
  version: VersionView;
  frozen: FrozenAssessment;
  /** What the reader is asked to do with it. */
  children?: ReactNode;
}

/** What a version is: whose, of when, which fingerprint, and who has signed it. */
export function VersionCover({ version, frozen, children }: VersionCoverProps) {
  return (
    <header className="version-page__cover">
      <p className="eyebrow">
        {frozen.council} · {frozen.title}
      </p>
      <PageHeading title={`${versionName(version)}: ${version.title}`} className="version-page__title" />
      {children}
      {version.signed && <Tag tone="good">Signed by everyone asked</Tag>}
      <dl className="version-page__facts">
        <dt>Framework</dt>
        <dd>{frozen.framework.title}</dd>
        <dt>Taken</dt>
        <dd>
          {momentWords(version.takenAt)}{' '}
          {version.takenBy ? `by ${version.takenBy.name}` : 'by Candour itself'}
        </dd>
        <dt>Contents</dt>
        <dd>
          {counted(frozen.sections.length, 'section')}, {counted(version.claims, 'claim')},{' '}
          {counted(frozen.evidence.length, 'cited record')}
        </dd>
        <dt>Since then</dt>
        <dd>
          <Link href={comparisonPlace(version.assessment, version.id)} className="text-link">
            Compare with the text as it stands now
          </Link>
        </dd>
      </dl>
      <div className="version-page__hash">
        <CopyField label="Fingerprint (SHA-256)" value={version.hash} />
      </div>
      {version.signatures.length > 0 && (
        <section aria-labelledby="signatures">
          <h2 className="govuk-heading-s" id="signatures">
            Signatures
          </h2>
          <ul className="plain-list">
            {version.signatures.map((signature) => (
              <li key={`${signature.step} ${signature.by.id}`}>
                <Signature signature={signature} named />
              </li>
            ))}
          </ul>
        </section>
      )}
    </header>
  );
}
