import { InvalidInput, TooLarge } from '../../http/errors.ts';
import { mostText, type SourceDocument, tooMuchText } from './blocks.ts';
import { notWord } from './docx/archive.ts';
import { readDocx } from './docx/reader.ts';
import { readMarkdown } from './markdown/reader.ts';

/** The kinds of file Candour imports, by the end of their name. */
export const importable = ['.docx', '.md', '.markdown', '.txt'] as const;

const saveAsDocx = 'Open it in Word, choose Save as, Word document (.docx), and import that file.';

/**
 * Reads a file by what it holds, not by its name alone. Throws InvalidInput with a sentence that says what to do for
 * anything else than a Word document (.docx) or Markdown, and for a file without text.
 */
export async function readFile(bytes: Buffer, filename: string): Promise<SourceDocument> {
  if (bytes.length === 0) throw new InvalidInput(`The file ${filename} is empty. Choose another file.`);
  refuseOthers(bytes, filename);
  const document = isZip(bytes) ? await readDocx(bytes) : readMarkdown(decode(bytes, filename));
  if (document.blocks.length === 0) {
    throw new InvalidInput(`There is no text in ${filename}. Check that it is the right file.`);
  }
  return document;
}

function refuseOthers(bytes: Buffer, filename: string): void {
  const name = filename.toLowerCase();
  if (bytes.readUIntBE(0, Math.min(4, bytes.length)) === 0xd0cf11e0) {
    throw new InvalidInput(
      `This file is in Word's old format (.doc) or protected by a password. Remove the password if there is one. ${saveAsDocx}`,
    );
  }
  if (name.endsWith('.docm')) {
    throw new InvalidInput(`Candour does not open Word files with macros (.docm). ${saveAsDocx}`);
  }
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    throw new InvalidInput('A PDF cannot be imported. Import the Word document it was made from.');
  }
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') {
    throw new InvalidInput(`A rich text file (.rtf) cannot be imported. ${saveAsDocx}`);
  }
  if (name.endsWith('.docx') && !isZip(bytes)) throw new InvalidInput(notWord);
  if (isZip(bytes) || importable.some((ending) => name.endsWith(ending))) return;
  throw new InvalidInput(
    'Candour imports Word documents (.docx) and Markdown files (.md). Save the file as one of these.',
  );
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === 'PK';
}

function decode(bytes: Buffer, filename: string): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    if (text.length > mostText) throw tooMuchText();
    if (!text.includes('\0')) return text;
  } catch (error) {
    // Told below: the bytes are no text in either encoding.
    if (error instanceof TooLarge) throw error;
  }
  throw new InvalidInput(
    `${filename} is not a text file. Save it as UTF-8 text, or as a Word document (.docx).`,
  );
}
