import { z } from 'zod';
import { BLOCK_ID } from '../../editor/schema/ids.ts';
import type { CitationAttrs } from '../../editor/schema/document.ts';
import { recordId } from '../http/input.ts';

/** Moves a claim with its sub-points to a side and theme; `theme` null means above the first theme, `before` null the end of the theme. */
export const moveClaimInput = z.strictObject({
  section: recordId,
  claim: z.string().regex(BLOCK_ID),
  side: z.string().min(1).max(60),
  theme: z.string().regex(BLOCK_ID).nullable(),
  before: z.string().regex(BLOCK_ID).nullable().default(null),
});

/** One claim of the register, derived from the text; its number is permanent within its side. */
export interface ClaimView {
  id: string;
  section: string;
  side: string;
  number: string;
  formerNumbers: string[];
  theme: { id: string; title: string } | null;
  text: string;
  subPoints: string[];
  citations: CitationAttrs[];
}
