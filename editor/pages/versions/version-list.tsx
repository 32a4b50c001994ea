import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { VersionView } from '../../../api/versions/contract.ts';
import { counted, dateWords, listed, momentWords } from '../../client/words.ts';
import { Tag } from '../../controls/tag.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { versionPlace } from './requests.ts';
import { groupVersions, versionName } from './words.ts';

interface VersionListProps {
  versions: readonly VersionView[];
  /** What can be done with a version. */
  acts: (version: VersionView) => ReactNode;
}

/** All versions, the newest first. Those Candour took by itself are folded away between the named ones. */
export function VersionList({ versions, acts }: VersionListProps) {
  return (
    <ol className="plain-list rows" reversed>
      {groupVersions(versions).map((group) =>
        group.kind === 'named' ? (
          <VersionRow key={group.version.id} version={group.version} acts={acts} />
        ) : (
          <AutomaticRows key={group.versions[0]?.id} versions={group.versions} acts={acts} />
        ),
      )}
    </ol>
  );
}

function VersionRow({ version, acts }: { version: VersionView; acts: VersionListProps['acts'] }) {
  const { number, title, takenAt, takenBy, claims, hash, signatures, signed } = version;
  return (
    <li className="row row--narrow-code">
      <span className="row__code version__number figures">
        <span className="govuk-visually-hidden">Version </span>
        {number}
      </span>
      <div className="row__main">
        <h2 className="govuk-heading-s row__title">
          <Link href={versionPlace(version)} className="govuk-link">
            {title}
          </Link>
        </h2>
        <p className="row__under">
          <span>
            {momentWords(takenAt)}
            {takenBy && `, taken by ${takenBy.name}`}
          </span>
          <span>{counted(claims, 'claim')}</span>
          <Fingerprint hash={hash} />
        </p>
        {signatures.length > 0 && (
          <p className="row__under">Signed by {listed([...new Set(signatures.map((one) => one.by.name))])}</p>
        )}
        {acts(version)}
      </div>
      <div className="row__side">
        {signed ? (
          <Tag tone="good">Signed</Tag>
        ) : signatures.length > 0 ? (
          <Tag tone="accent">{counted(signatures.length, 'signature')} so far</Tag>
        ) : null}
      </div>
    </li>
  );
}

function AutomaticRows({ versions, acts }: VersionListProps) {
  return (
    <li className="version__automatic">
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">
            {counted(versions.length, 'automatic version')}, {dayRange(versions)}
          </span>
        </summary>
        <ol className="plain-list" reversed>
          {versions.map((version) => (
            <li key={version.id} className="version__quiet">
              <p>
                <Link href={versionPlace(version)} className="govuk-link">
                  {versionName(version)}
                </Link>
                : {version.title}
              </p>
              <p className="row__under">
                <span>{momentWords(version.takenAt)}</span>
                <Fingerprint hash={version.hash} />
              </p>
              {acts(version)}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}

function dayRange(versions: readonly VersionView[]): string {
  const days = versions.map((version) => dateWords(version.takenAt));
  const [newest = '', oldest = newest] = [days[0], days.at(-1)];
  return newest === oldest ? newest : `${oldest} to ${newest}`;
}
