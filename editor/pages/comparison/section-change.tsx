import type { SectionComparison } from '../../../api/versions/comparing/contract.ts';
import { Tag } from '../../controls/tag.tsx';
import { ClaimChange } from './claim-change.tsx';
import { CHANGE_WORDS } from './summary.ts';
import { Lines } from './word-differences.tsx';

/** What happened to one section: its grade, its claims, and the prose around them. */
export function SectionChange({ section }: { section: SectionComparison }) {
  const { id, code, title } = section;
  return (
    <section className="changed-section" aria-labelledby={`section-${id}`}>
      <header className="reading__head">
        {code !== '' && <p className="reading__code">{code}</p>}
        <h2 className="reading__title" id={`section-${id}`} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <SectionDifferences section={section} />
    </section>
  );
}

/** The same without its heading. */
export function SectionDifferences({ section }: { section: SectionComparison }) {
  const { change, grade, claims, prose } = section;
  return (
    <>
      {change === 'same' && <p className="govuk-body quiet">Nothing changed in this section.</p>}
      {change === 'added' && (
        <p className="govuk-body">
          <Tag tone="good">Added</Tag> The whole section is new.
        </p>
      )}
      {change === 'removed' && (
        <p className="govuk-body">
          <Tag tone="error">Removed</Tag> The section was taken out.
        </p>
      )}
      {grade && <GradeChange grade={grade} />}
      {prose.map(({ region, title: heading, words }) => (
        <div className="difference" key={region}>
          <div className="difference__head">
            <h3 className="difference__heading">{heading}</h3>
            <Tag tone="accent">{CHANGE_WORDS.words}</Tag>
          </div>
          <div className="difference__text difference__text--prose">
            <Lines lines={words} />
          </div>
        </div>
      ))}
      {claims.length > 0 && (
        <ul className="plain-list">
          {claims.map((claim) => (
            <ClaimChange key={claim.id} claim={claim} />
          ))}
        </ul>
      )}
    </>
  );
}

function GradeChange({ grade: { before, after } }: { grade: NonNullable<SectionComparison['grade']> }) {
  return (
    <p className="changed-section__grade">
      Grade changed: <del className="difference__removed">{before ?? 'not set'}</del>
      <span aria-hidden="true"> → </span>
      <span className="govuk-visually-hidden"> became </span>
      <ins className="difference__added">{after ?? 'not set'}</ins>
    </p>
  );
}
