import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ExpectedError, InvalidInput } from '../../../http/errors.ts';

/** Attributes by name; those of a known namespace carry its usual prefix (`w:val`), others their local name. */
export type Attributes = Readonly<Partial<Record<string, string>>>;

/** What a reader of one XML part does as it goes by. Names carry the usual prefix of their namespace (`w:p`). */
export interface XmlHandler {
  open: (name: string, attributes: Attributes) => void;
  close: (name: string) => void;
  text: (text: string) => void;
}

const damaged = () =>
  new InvalidInput(
    'A part of this Word document could not be read. Open it in Word, save it under a new name, and import that file.',
  );

const prefixes: readonly [RegExp, string][] = [
  [/\/wordprocessingml(\/2006)?\/main$/, 'w'],
  [/\/officeDocument(\/2006)?\/relationships$/, 'r'],
  [/\/package\/2006\/relationships$/, 'rel'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/\/drawingml(\/2006)?\/wordprocessingDrawing$/, 'wp'],
  [/\/drawingml(\/2006)?\/main$/, 'a'],
  [/\/drawingml(\/2006)?\/chart$/, 'c'],
  [/\/officeDocument(\/2006)?\/math$/, 'm'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
];

/**
 * Reads one XML part as a stream. Refuses a document type declaration, which Word never writes and which is how
 * XML reaches for other files and grows without end.
 */
export async function readXml(stream: Readable, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: true });
  const name = namer();
  parser.on('doctype', () => {
    throw new InvalidInput('This file holds a document type declaration, which Word does not write.');
  });
  parser.on('opentag', (tag) => handler.open(name(tag.uri, tag.local), attributesOf(tag, name)));
  parser.on('closetag', (tag) => handler.close(name(tag.uri, tag.local)));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  try {
    const decoder = new StringDecoder('utf8');
    for await (const chunk of stream) parser.write(decoder.write(chunk as Buffer));
    parser.write(decoder.end()).close();
  } catch (error) {
    throw error instanceof ExpectedError ? error : damaged();
  }
}

function namer(): (uri: string, local: string) => string {
  const known = new Map<string, string>();
  return (uri, local) => {
    const prefix = known.get(uri) ?? prefixes.find(([pattern]) => pattern.test(uri))?.[1] ?? '';
    known.set(uri, prefix);
    return prefix === '' ? local : `${prefix}:${local}`;
  };
}

function attributesOf(tag: SaxesTagNS, name: (uri: string, local: string) => string): Attributes {
  return Object.fromEntries(
    Object.values(tag.attributes).map((attribute) => [name(attribute.uri, attribute.local), attribute.value]),
  );
}
