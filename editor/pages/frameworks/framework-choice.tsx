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

/** The council's own, then those in force, then those that have ended; newest first within each. */
export function byDate(frameworks: readonly FrameworkSummary[]): FrameworkSummary[] {
  const group = ({ own, effectiveTo }: FrameworkSummary): number => (own ? 0 : effectiveTo === null ? 1 : 2);
  return [...frameworks].sort(
    (a, b) => group(a) - group(b) || b.effectiveFrom.localeCompare(a.effectiveFrom),
  );
}
