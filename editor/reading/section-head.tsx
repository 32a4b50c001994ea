import type { ReactNode } from 'react';
import type { FrozenSection } from '../../api/versions/freezing/contract.ts';

/** What stands above a frozen section: its code, its title as the page has it, and its grade in the framework's words. */
export function SectionHead({ section, children }: { section: FrozenSection; children: ReactNode }) {
  const grade = section.grades.find((one) => one.id === section.grade);
  return (
    <header className="reading__head">
      <p className="reading__code">{section.kind === 'judgement' ? section.code : 'Chapter'}</p>
      {children}
      {section.graded && (
        <p className="reading__grade">
          Self-assessed grade: <strong>{grade?.label ?? 'not set'}</strong>
        </p>
      )}
    </header>
  );
}
