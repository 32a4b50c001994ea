import { InvalidInput } from '../http/errors.ts';
import type { EditFramework, Framework, FrameworkSummary, Judgement, Side } from './contract.ts';

/** What a list shows of a framework. */
export function summarise(framework: Framework, copiedFrom: string | null): FrameworkSummary {
  const { id, title, shortTitle, publishers, effectiveFrom, effectiveTo, judgements } = framework;
  const sections = judgements.filter(({ section, optional }) => section && !optional).length;
  return {
    id,
    title,
    shortTitle,
    publishers,
    effectiveFrom,
    effectiveTo,
    own: copiedFrom !== null,
    copiedFrom,
    sections,
  };
}

/**
 * A council's copy with its edits: headings, sides and suggested themes. Ids, codes and letters stay, because claim
 * numbers are made of them. An old heading stays as an alias, so that older files still import. Throws InvalidInput
 * for a side or judgement the framework does not have.
 */
export function edited(framework: Framework, change: EditFramework): Framework {
  refuseUnknown(framework.sides, change.sides, 'side');
  refuseUnknown(framework.judgements, change.judgements, 'judgement');
  return {
    ...framework,
    shortTitle: change.shortTitle ?? framework.shortTitle,
    sides: framework.sides.map((side) => editedSide(side, change)),
    judgements: framework.judgements.map((judgement) => editedJudgement(judgement, change)),
  };
}

function editedSide(side: Side, change: EditFramework): Side {
  const title = change.sides?.find(({ id }) => id === side.id)?.title ?? side.title;
  return title === side.title
    ? side
    : { ...side, title, aliases: withAlias(side.aliases, side.title, title) };
}

function editedJudgement(judgement: Judgement, change: EditFramework): Judgement {
  const asked = change.judgements?.find(({ id }) => id === judgement.id);
  if (!asked) return judgement;
  const short = asked.short ?? judgement.short;
  return {
    ...judgement,
    short,
    aliases:
      short === judgement.short ? judgement.aliases : withAlias(judgement.aliases, judgement.short, short),
    themes: asked.themes ?? judgement.themes,
    optional: asked.optional ?? judgement.optional,
  };
}

function withAlias(aliases: readonly string[], old: string, now: string): string[] {
  return [...new Set([...aliases, old])].filter((alias) => alias !== now);
}

function refuseUnknown(
  known: readonly { id: string }[],
  asked: readonly { id: string }[] | undefined,
  what: string,
): void {
  const stranger = asked?.find(({ id }) => !known.some((one) => one.id === id));
  if (stranger) throw new InvalidInput(`This framework has no ${what} ${stranger.id}.`);
}
