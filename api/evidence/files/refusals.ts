import { InvalidInput, TooLarge, Unsupported } from '../../http/errors.ts';
import { extensionOf, type Kind, KINDS, type KindId } from './kinds.ts';

const list =
  'PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), OpenDocument (odt, ods, odp), csv, txt, md, png or jpg';

/** What to say of extensions that councils have and the library does not take. */
const advice: Record<string, string> = {
  doc: 'This is an old Word file. Open it in Word, save it as .docx or PDF, and upload that.',
  xls: 'This is an old Excel file. Open it in Excel, save it as .xlsx, and upload that.',
  ppt: 'This is an old PowerPoint file. Open it in PowerPoint, save it as .pptx or PDF, and upload that.',
  docm: 'Files with macros are not taken. Save it as .docx or PDF and upload that.',
  xlsm: 'Files with macros are not taken. Save it as .xlsx and upload that.',
  pptm: 'Files with macros are not taken. Save it as .pptx or PDF and upload that.',
  zip: 'A ZIP archive is not taken. Unpack it and upload the documents one by one.',
  msg: 'An e-mail file is not taken. Print the e-mail to PDF and upload that.',
  eml: 'An e-mail file is not taken. Print the e-mail to PDF and upload that.',
  html: 'Web pages are not taken. Print the page to PDF and upload that.',
  htm: 'Web pages are not taken. Print the page to PDF and upload that.',
  svg: 'SVG drawings are not taken. Save the drawing as PDF or PNG and upload that.',
  heic: 'HEIC photos are not taken. Save the photo as JPEG and upload that.',
};

/** The name's extension is none of the library's. */
export function unknownExtension(filename: string): Unsupported {
  const extension = extensionOf(filename);
  return new Unsupported(
    advice[extension] ?? `This kind of file is not taken. Save it as ${list}, and upload that.`,
  );
}

/** The content is not what the name says. */
export function otherContent(claimed: KindId): Unsupported {
  const { name }: Kind = KINDS[claimed];
  return new Unsupported(
    `The name ends in .${claimed}, but the content is not a ${name}. Open the file in its own program, save it again as ${name}, and upload that.`,
  );
}

/** Office files from before 2007, and ones with a password, are the same container and cannot be read. */
export function lockedOrOld(): Unsupported {
  return new Unsupported(
    'The file is protected with a password, or is in an old Office format. Open it, take the password off or save it in the current format, and upload that.',
  );
}

/** A PDF or container that breaks off or contradicts itself. */
export function damaged(): InvalidInput {
  return new InvalidInput(
    'The file is damaged or not complete. Open it on your computer; if it opens, save it again and upload that.',
  );
}

/** An Office file that carries macros. */
export function withMacros(): Unsupported {
  return new Unsupported(
    'The file contains macros, which are not taken. Save a copy without macros, or as PDF, and upload that.',
  );
}

/** A container that would unpack to far more than it seems. */
export function unpacksTooLarge(): TooLarge {
  return new TooLarge(
    'The file would unpack to far more than its size and was refused for safety. Save it as PDF, or split it, and upload that.',
  );
}

/** A picture with more points than can be shown safely. */
export function tooManyPixels(): TooLarge {
  return new TooLarge('The picture has too many points to be shown. Make it smaller and upload that.');
}

/** Text in another encoding than UTF-8. */
export function notUtf8(): Unsupported {
  return new Unsupported(
    'The text is not in the encoding UTF-8. In Excel choose "CSV UTF-8", in other programs the encoding UTF-8, save it again and upload that.',
  );
}

/** A web page or drawing under the name of a text. */
export function webPage(): Unsupported {
  return new Unsupported(
    'The file is a web page or a drawing, not plain text. Print it to PDF and upload that.',
  );
}

/** Nothing is in the file. */
export function emptyFile(): InvalidInput {
  return new InvalidInput('The selected file is empty. Choose the file again, or save it again first.', [
    { field: 'file', message: 'The selected file is empty' },
  ]);
}

/** No file came with the form. */
export function noFile(): InvalidInput {
  return new InvalidInput('No file was received. Choose the file again.', [
    { field: 'file', message: 'Choose a file' },
  ]);
}

/** The file is over the limit, which the sentence names. */
export function overLimit(limitBytes: number): TooLarge {
  return new TooLarge(
    `The file is larger than the limit of ${megabytes(limitBytes)}. Make it smaller or split it, and upload that.`,
  );
}

function megabytes(bytes: number): string {
  const value = bytes / (1024 * 1024);
  return `${Number.isInteger(value) ? value : value.toFixed(value < 1 ? 2 : 1)} MB`;
}
