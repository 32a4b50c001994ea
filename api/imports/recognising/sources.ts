import type { ProposedBlock, ProposedSource } from '../contract.ts';
import { type Attribution, attributionsIn } from './attributions.ts';
import { bodies, kindsByName } from './source-words.ts';
import { plainWords } from './words.ts';

interface Mention {
  block: ProposedBlock;
  attribution: Attribution;
}

interface Group {
  body: string;
  name: string;
  date: string | null;
  dateText: string;
  mentions: Mention[];
}

/**
 * The sources that claims name, one for each source: spellings of one date are the same, a body with a date means
 * its dated visit or report, and a name without a date means the one dated source of that name. Several visits named
 * together without a date mean each of them.
 */
export function proposeSources(claims: readonly ProposedBlock[]): ProposedSource[] {
  const groups = exactGroups(claims);
  const merged = mergePlurals(mergeUndated(mergeBodies(groups)));
  const firstIn = ({ mentions }: Group) =>
    mentions.reduce((least, { block }) => Math.min(least, block.origin), Infinity);
  const inOrder = merged.sort((a, b) => firstIn(a) - firstIn(b));
  return inOrder.map((group, index) => toSource(group, `q${index + 1}`));
}

function exactGroups(claims: readonly ProposedBlock[]): Group[] {
  const groups = new Map<string, Group>();
  for (const block of claims) {
    for (const attribution of attributionsIn(block.text)) {
      const { body, name } = nameParts(attribution.name);
      const identity = `${body}|${name}|${attribution.dateText}`;
      const { date, dateText } = attribution;
      const group = groups.get(identity) ?? { body, name, date, dateText, mentions: [] };
      group.mentions.push({ block, attribution });
      groups.set(identity, group);
    }
  }
  return [...groups.values()];
}

/** The body a name begins with, and the rest as plain words in the singular or plural it has. */
function nameParts(name: string): { body: string; name: string } {
  const words = plainWords(name);
  const [first = ''] = words;
  return bodies[first] === undefined
    ? { body: '', name: words.join(' ') }
    : { body: first, name: words.slice(1).join(' ') };
}

function mergeBodies(groups: Group[]): Group[] {
  return mergeWhere(groups, (group) =>
    group.name === '' && group.body !== ''
      ? groups.filter(
          (other) => other.body === group.body && other.name !== '' && other.dateText === group.dateText,
        )
      : [],
  );
}

function mergeUndated(groups: Group[]): Group[] {
  return mergeWhere(groups, (group) =>
    group.dateText === ''
      ? groups.filter(
          (other) =>
            other.dateText !== '' &&
            other.body === group.body &&
            singular(other.name) === singular(group.name),
        )
      : [],
  );
}

/** Folds each group for which `into` finds exactly one other into that one. */
function mergeWhere(groups: Group[], into: (group: Group) => Group[]): Group[] {
  return groups.filter((group) => {
    const [target, ...others] = into(group);
    if (!target || others.length > 0) return true;
    target.mentions.push(...group.mentions);
    return false;
  });
}

function mergePlurals(groups: Group[]): Group[] {
  return groups.filter((group) => {
    if (group.dateText !== '' || !group.name.endsWith('s')) return true;
    const each = groups.filter(
      (other) => other.dateText !== '' && other.body === group.body && other.name === singular(group.name),
    );
    for (const other of each) other.mentions.push(...group.mentions);
    return each.length === 0;
  });
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}

function toSource(group: Group, key: string): ProposedSource {
  const name = bestName(group);
  const source = group.dateText === '' ? name : `${name}, ${group.dateText}`;
  return {
    key,
    source,
    sourceBody: bodies[group.body] ?? '',
    type: kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other',
    date: group.date,
    dateText: group.dateText,
    claims: mentionsOf(group),
    accept: true,
  };
}

/** The fullest spelling in the file, and of those the most frequent. */
function bestName(group: Group): string {
  const wanted = singular(group.name);
  const counts = new Map<string, number>();
  for (const { attribution } of group.mentions) {
    const { name } = attribution;
    if (singular(nameParts(name).name) === wanted) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? group.name;
}

/** One mention for each claim and page; a claim that names a source twice cites it once. */
function mentionsOf(group: Group): ProposedSource['claims'] {
  const mentions = new Map<string, ProposedSource['claims'][number]>();
  const inOrder = [...group.mentions].sort((a, b) => a.block.origin - b.block.origin);
  for (const { block, attribution } of inOrder) {
    const { matched, page } = attribution;
    const identity = `${block.key} ${page}`;
    if (!mentions.has(identity))
      mentions.set(identity, { claimKey: block.key, text: block.text, matched, page });
  }
  return [...mentions.values()];
}
