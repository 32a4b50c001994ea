import type { FrameworkSummary } from '../../../api/frameworks/contract.ts';
import { counted, dateWords } from '../../client/words.ts';
import { Radios } from '../../controls/fields/choices.tsx';

interface FrameworkChoiceProps {
  frameworks: readonly FrameworkSummary[];
  chosen: string | null;
  onChoose: (framework: string) => void;
}

/** The choice of an inspection framework: those in force first, each with when it holds. */
export function FrameworkChoice({ frameworks, chosen, onChoose }: FrameworkChoiceProps) {
  return (
    <Radios
      name="framework"
      label="Inspection framework"
      small
      chosen={chosen === null ? [] : [chosen]}
      onChoose={onChoose}
      options={byDate(frameworks).map((framework) => ({
        value: framework.id,
        label: framework.shortTitle,
        hint: `${framework.title}. ${frameworkDates(framework)}, ${counted(framework.sections, 'section')}.`,
      }))}
    />
  );
}

/** When a framework holds, in words. */
export function frameworkDates({ effectiveFrom, effectiveTo }: FrameworkSummary): string {
  const from = dateWords(effectiveFrom);
  return effectiveTo === null ? `From ${from}` : `${from} to ${dateWords(effectiveTo)}`;
}

/** Newest first; those that have ended come after those in force. */
export function byDate(frameworks: readonly FrameworkSummary[]): FrameworkSummary[] {
  const ended = (framework: FrameworkSummary): number => (framework.effectiveTo === null ? 0 : 1);
  return [...frameworks].sort(
    (a, b) => ended(a) - ended(b) || b.effectiveFrom.localeCompare(a.effectiveFrom),
  );
}
