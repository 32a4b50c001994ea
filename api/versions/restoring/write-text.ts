import type * as Y from 'yjs';
import { showRegion, type Shown } from '../../../editor/schema/binding/show-region.ts';
import { writeRegion } from '../../../editor/schema/binding/write-region.ts';
import type { SectionText } from '../../../editor/schema/document.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { readRegion } from '../../../editor/schema/ydoc.ts';
import { moveClaim } from '../../claims/move.ts';
import type { Twins } from '../../collaboration/moving/twins.ts';

/** The text of these regions of a live document. */
export function readText(ydoc: Y.Doc, regions: readonly string[]): SectionText {
  return Object.fromEntries(regions.map((region) => [region, readRegion(ydoc, region)]));
}

/**
 * Brings a live document to a text as one more change: blocks keep their ids, claims on another side are moved, and
 * nothing is written where nothing differs. `sides` are the regions between which claims move.
 */
export function writeText(
  ydoc: Y.Doc,
  twins: Twins,
  { text, sides }: { text: SectionText; sides: readonly string[] },
): void {
  bringHome(ydoc, twins, { text, sides });
  for (const [region, content] of Object.entries(text)) {
    const fragment = ydoc.getXmlFragment(region);
    const shown: Shown = new Map();
    showRegion(fragment, schema, shown);
    writeRegion(fragment, schema.nodeFromJSON(content), shown);
  }
}

/** Moves claims back to the sides they stood on, so that what is being typed in them goes with them. */
function bringHome(
  ydoc: Y.Doc,
  twins: Twins,
  { text, sides }: { text: SectionText; sides: readonly string[] },
): void {
  const now = sidesOfClaims(readText(ydoc, sides));
  for (const [claim, side] of sidesOfClaims(text)) {
    const stands = now.get(claim);
    if (stands === undefined || stands === side || !sides.includes(side)) continue;
    moveClaim(ydoc, twins, { claim, sides, to: { side, theme: null, before: null } });
  }
}

function sidesOfClaims(text: SectionText): Map<string, string> {
  const places = Object.entries(text).flatMap(([region, { content }]) =>
    content.flatMap((block): [string, string][] =>
      block.type === 'claim' && block.attrs.level === 0 ? [[block.attrs.id, region]] : [],
    ),
  );
  return new Map(places);
}
