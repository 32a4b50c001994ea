import type { Node } from '@tiptap/pm/model';
import { isWholeClaim } from '../text/blocks/block-at.ts';

/** Where a claim goes within a side: under a theme (null: above the first), before a claim (null: at the theme's end). */
export interface Destination {
  theme: string | null;
  before: string | null;
}

/** A theme of a side with its claims, in order. The first has no theme: the claims above every heading. */
export interface ThemeGroup {
  theme: string | null;
  title: string;
  claims: string[];
}

/** The themes of a side with their claims. */
export function themeGroups(doc: Node): ThemeGroup[] {
  const groups: ThemeGroup[] = [{ theme: null, title: '', claims: [] }];
  doc.forEach((node) => {
    const id = String(node.attrs['id']);
    if (node.type.name === 'theme') groups.push({ theme: id, title: node.textContent, claims: [] });
    else if (isWholeClaim(node)) groups.at(-1)?.claims.push(id);
  });
  return groups;
}

/** Where a claim stands after it went up by one: before its neighbour, or at the end of the theme above; null at the top. */
export function placeAbove(doc: Node, claim: string): Destination | null {
  const groups = themeGroups(doc);
  const at = groups.findIndex((group) => group.claims.includes(claim));
  const group = groups[at];
  if (!group) return null;
  const before = group.claims[group.claims.indexOf(claim) - 1];
  if (before !== undefined) return { theme: group.theme, before };
  const above = groups[at - 1];
  const isAboveEverything = above?.theme === null && above.claims.length === 0;
  return above && !isAboveEverything ? { theme: above.theme, before: null } : null;
}

/** Where a claim stands after it went down by one: after its neighbour, or at the start of the theme below; null at the bottom. */
export function placeBelow(doc: Node, claim: string): Destination | null {
  const groups = themeGroups(doc);
  const at = groups.findIndex((group) => group.claims.includes(claim));
  const group = groups[at];
  if (!group) return null;
  const index = group.claims.indexOf(claim);
  if (index < group.claims.length - 1) {
    return { theme: group.theme, before: group.claims[index + 2] ?? null };
  }
  const below = groups[at + 1];
  return below ? { theme: below.theme, before: below.claims[0] ?? null } : null;
}
