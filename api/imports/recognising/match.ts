import type { Framework, Judgement, Side } from '../../frameworks/contract.ts';
import { holds, leadingNumber, likeness, plainPhrase } from './words.ts';

/** A judgement that a heading seems to name. A weak match needs its surroundings to confirm it. */
export interface JudgementMatch {
  judgement: Judgement;
  strength: 'strong' | 'weak';
}

/**
 * The judgement a heading names: by its title anywhere in the heading, by an alias as the whole heading or a part set
 * off by a colon or dash, or by words nearly those of its title. A sub-judgement wins over the judgement it belongs to.
 */
export function matchJudgement(heading: string, framework: Framework): JudgementMatch | null {
  const text = plainPhrase(heading);
  const parts = segmentsOf(heading);
  const found = framework.judgements
    .map((judgement) => ({ judgement, score: scoreOf(judgement, text, parts) }))
    .filter(({ score }) => score > 0);
  const parents = new Set(found.map(({ judgement }) => judgement.parentId));
  const own = found.filter(({ judgement }) => !parents.has(judgement.id));
  const [best] = own.sort((a, b) => b.score - a.score);
  if (!best) return null;
  // A parent's full title above a child's alias ("…achieving permanence: adoption") makes the child certain.
  const certain = found.some(({ score }) => score >= strong);
  return { judgement: best.judgement, strength: certain ? 'strong' : 'weak' };
}

/** The side a heading names: its title or an alias, as the whole heading or at one end of it. */
export function matchSide(heading: string, framework: Framework): Side | null {
  const text = plainPhrase(heading.slice(leadingNumber(heading).length));
  const scored = framework.sides
    .map((side) => ({ side, score: sideScore(side, text) }))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best && best.score > 0 ? best.side : null;
}

const strong = 1000;

function scoreOf(judgement: Judgement, text: string, parts: readonly string[]): number {
  const title = plainPhrase(judgement.title);
  if (holds(text, title)) return strong + title.length;
  const named = [...judgement.aliases, judgement.short, judgement.code].map(plainPhrase);
  const numbered = named.filter((alias) => /\d/.test(alias) && `${text} `.startsWith(`${alias} `));
  if (numbered.length > 0) return strong + longest(numbered);
  const whole = named.filter((alias) => parts.includes(alias));
  if (whole.length > 0) return longest(whole);
  const alike = Math.max(...parts.map((part) => likeness(part, title)));
  return alike >= 0.8 ? strong + alike : 0;
}

function sideScore(side: Side, text: string): number {
  const names = [side.title, ...side.aliases].map(plainPhrase);
  const fitting = names.filter((name) => {
    if (name === text) return true;
    const words = name.split(' ').length;
    const extra = text.split(' ').length - words;
    return words >= 3 && extra <= 6 && (text.startsWith(`${name} `) || text.endsWith(` ${name}`));
  });
  return fitting.length > 0 ? longest(fitting) : 0;
}

/** The whole heading without its number, and the parts that colons and dashes set off. */
function segmentsOf(heading: string): string[] {
  const bare = heading.slice(leadingNumber(heading).length);
  const parts = bare.split(/\s*[:–—]\s*|\s+-\s+/);
  return [bare, ...parts].map(plainPhrase).filter((part) => part !== '');
}

function longest(phrases: readonly string[]): number {
  return Math.max(...phrases.map((phrase) => phrase.length));
}
