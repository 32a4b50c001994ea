import { type Extensions, getSchema } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { Text } from '@tiptap/extension-text';
import { Link } from './marks/link.ts';
import { Citation } from './nodes/citation.ts';
import { Claim } from './nodes/claim.ts';
import { Paragraph } from './nodes/paragraph.ts';
import { Region } from './nodes/region.ts';
import { Theme } from './nodes/theme.ts';

/**
 * The version of the document schema. It only ever grows: raise it when a node, mark or attribute is added. A
 * client that knows a lower version is refused before it can open a document, because it would delete what it
 * does not know.
 */
export const SCHEMA_VERSION = 1;

/** The nodes and marks of every section's text, without behaviour: the one list that server and browser share. */
export const extensions: Extensions = [
  Region,
  Text,
  Claim,
  Theme,
  Paragraph,
  HardBreak,
  Citation,
  Bold,
  Italic,
  Link,
];

/** The ProseMirror schema built from `extensions`. */
export const schema = getSchema(extensions);
