import type { PrintDocument } from '../document.ts';

/** What a file must say of a document and hold: all but its drawing. */
export type PrintFacts = Omit<PrintDocument, 'html'>;
