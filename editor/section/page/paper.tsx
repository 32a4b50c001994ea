import { counted } from '../../client/words.ts';
import { PageHeading } from '../../pages/frame/page.tsx';
import { useLiveDesk } from '../desk.ts';
import { usePlaces } from '../post-its/placing/use-places.ts';
import { ReviewLine } from '../review/review-line.tsx';
import { GradeSelect } from './grade-select.tsx';
import { Region } from './region.tsx';
import { usePageKeys } from './page-keys.ts';

/** The sheet in the middle: title, grade, and the section's regions one below the other. */
export function Paper() {
  const desk = useLiveDesk();
  const { section } = desk;
  usePageKeys(desk);
  usePlaces(desk);
  return (
    <article className="paper">
      <header className="paper__head">
        <p className="paper__code">{section.kind === 'judgement' ? section.code : 'Chapter'}</p>
        <PageHeading title={section.title} className="paper__title" />
        {section.kind === 'judgement' && (
          <div className="paper__facts">
            <GradeSelect />
            <p className="paper__counts">
              {counted(section.claims, 'claim')}
              {section.claimsWithoutEvidence > 0 && ` · ${section.claimsWithoutEvidence} without evidence`}
            </p>
          </div>
        )}
        <ReviewLine />
      </header>
      <p id="text-help" className="govuk-visually-hidden">
        {section.kind === 'judgement'
          ? 'Enter makes a new claim, Tab makes a sub-point, at sign cites evidence. Press Escape and then Tab to leave the text.'
          : 'Press Escape and then Tab to leave the text.'}
      </p>
      {section.regions.map((region) => (
        <Region key={region.id} region={region} />
      ))}
    </article>
  );
}
