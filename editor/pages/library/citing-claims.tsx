import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CitingClaim, CitingClaims, EvidenceView } from '../../../api/evidence/contract.ts';
import { resource } from '../../client/queries.ts';
import { counted } from '../../client/words.ts';
import { Tag } from '../../controls/tag.tsx';
import { LoadedPart } from '../frame/loaded.tsx';

/** The claims that cite a record, of the assessments the person may read. */
export function CitingClaimsPart({ record }: { record: EvidenceView }) {
  const citing = useQuery(resource<CitingClaims>(`/evidence/${record.id}/citations`));
  const newest = Math.max(0, ...record.revisions.map((one) => one.revision));
  return (
    <section className="section-break" aria-labelledby="citing">
      <h2 className="govuk-heading-m" id="citing">
        Claims that cite it
      </h2>
      <LoadedPart query={citing}>
        {({ claims }) =>
          claims.length === 0 ? (
            <p className="govuk-body">
              None yet. In a claim, type @ and three letters of the title to link this evidence to it.
            </p>
          ) : (
            <>
              <p className="quiet small">{counted(claims.length, 'citation')}</p>
              <ul className="plain-list rows rows--tight">
                {claims.map((claim) => (
                  <Claim key={`${claim.claim} ${claim.page} ${claim.quote}`} claim={claim} newest={newest} />
                ))}
              </ul>
            </>
          )
        }
      </LoadedPart>
    </section>
  );
}

function Claim({ claim, newest }: { claim: CitingClaim; newest: number }) {
  const { assessment, section } = claim;
  return (
    <li className="row row--tight row--wide-code">
      <Link
        href={`/assessments/${assessment.id}/sections/${section.id}#${claim.claim}`}
        className="govuk-link row__code figures"
        aria-label={`Open claim ${claim.number}`}
      >
        {claim.number}
      </Link>
      <div className="row__main">
        {claim.text}
        {claim.quote !== '' && <p className="row__under">“{claim.quote}”</p>}
        <p className="row__under">
          {section.short}, {assessment.title}
        </p>
      </div>
      <div className="row__side">
        {claim.page !== '' && <span className="small">Page {claim.page}</span>}
        {claim.revision < newest && <Tag tone="warn">Cites revision {claim.revision}</Tag>}
      </div>
    </li>
  );
}
