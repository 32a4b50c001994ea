import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { SECTION_STATES } from '../../../api/assessments/vocabulary.ts';
import { counted } from '../../client/words.ts';

interface OutlineProps {
  assessment: AssessmentView;
  current: string;
}

const places = [
  { place: 'front', title: 'Opening chapters' },
  { place: 'judgements', title: 'Judgements' },
  { place: 'back', title: 'Closing chapters' },
] as const;

/** The judgements and chapters of the assessment with how each stands. */
export function Outline(props: OutlineProps) {
  return (
    <nav className="outline" aria-label="Sections">
      <OutlineLists {...props} />
    </nav>
  );
}

/** The same list behind a button, where there is no room for it beside the page. */
export function OutlineMenu(props: OutlineProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [props.current]);
  return (
    <details
      className="outline-menu"
      ref={details}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current) return;
        details.current.open = false;
        details.current.querySelector('summary')?.focus();
      }}
    >
      <summary>Sections</summary>
      <nav className="outline-menu__list" aria-label="Sections of the assessment">
        <OutlineLists {...props} />
      </nav>
    </details>
  );
}

function OutlineLists({ assessment, current }: OutlineProps) {
  return places.map(({ place, title }) => {
    const sections = assessment.sections.filter((section) => section.place === place);
    if (sections.length === 0) return null;
    return (
      <div className="outline__group" key={place}>
        <p className="outline__heading">{title}</p>
        <ul className="outline__list">
          {sections.map((section) => (
            <li key={section.id}>
              <OutlineLink section={section} isCurrent={section.id === current} />
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function OutlineLink({ section, isCurrent }: { section: SectionView; isCurrent: boolean }) {
  return (
    <Link
      href={`/assessments/${section.assessment}/sections/${section.id}`}
      className="outline__link"
      aria-current={isCurrent ? 'page' : undefined}
    >
      <span className="outline__title">{section.short}</span>
      {section.kind === 'judgement' && <span className="outline__state">{stateWords(section)}</span>}
      {section.openPostIts > 0 && (
        <span className="outline__post-its">{counted(section.openPostIts, 'open post-it')}</span>
      )}
    </Link>
  );
}

/** How a judgement stands, in a line: `31 claims · 4 without evidence · Good`. */
export function stateWords(section: SectionView): string {
  const grade = section.grades.find((one) => one.id === section.grade)?.label;
  return [
    section.claims === 0 ? 'No claims yet' : counted(section.claims, 'claim'),
    section.claimsWithoutEvidence > 0 ? `${section.claimsWithoutEvidence} without evidence` : null,
    section.graded ? (grade ?? 'No grade yet') : null,
    section.state === 'drafting' ? null : SECTION_STATES[section.state],
  ]
    .filter((words) => words !== null)
    .join(' · ');
}
