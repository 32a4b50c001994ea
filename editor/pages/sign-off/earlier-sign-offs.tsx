import { Link } from 'wouter';
import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import { dateWords } from '../../client/words.ts';
import { versionPlace } from '../versions/requests.ts';
import { History } from './history.tsx';
import { standing } from './words.ts';

/** The sign-offs before this one, each in a line with its history. */
export function EarlierSignOffs({
  assessment,
  signOffs,
}: {
  assessment: string;
  signOffs: readonly SignOffView[];
}) {
  if (signOffs.length === 0) return null;
  return (
    <section aria-labelledby="earlier" className="section-break">
      <h2 className="govuk-heading-m" id="earlier">
        Earlier
      </h2>
      <ul className="plain-list rows rows--tight">
        {signOffs.map((signOff) => (
          <li className="row row--tight" key={signOff.id}>
            <div className="row__main">
              <Link href={versionPlace({ assessment, id: signOff.version.id })} className="govuk-link">
                Version {signOff.version.number}: {signOff.version.title}
              </Link>
              <p className="row__under">
                <span>Asked for on {dateWords(signOff.requestedAt)}</span>
                <span>{standing(signOff)}</span>
              </p>
              <History history={signOff.history} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
