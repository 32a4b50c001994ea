import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readFile } from '../../../api/imports/reading/read.ts';
import { paragraph, rooted, wordFile } from './word-file.ts';

function refusalOf(bytes: Buffer, filename: string): Promise<string> {
  return readFile(bytes, filename).then(
    () => 'read',
    (error: unknown) =>
      error instanceof Error ? `${error.name} ${error.constructor.name}: ${error.message}` : '',
  );
}

const declared = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY lol "lol">]>';

const refused: [string, Buffer, string, RegExp][] = [
  ['a text named .docx', Buffer.from('Just some words'), 'a.docx', /not a Word document.*Save as/],
  ['an empty file', Buffer.alloc(0), 'a.docx', /is empty/],
  ['a zip named .docx', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), 'a.docx', /not a Word document/],
  ['half a Word file', wordFile(paragraph('Words')).subarray(0, 700), 'a.docx', /not a Word document/],
  ['a Word file without text', wordFile(paragraph('')), 'a.docx', /no text in a\.docx/],
  ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.doc', /old format.*password/],
  ['a protected Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.docx', /password/],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'a.pdf', /PDF cannot be imported/],
  ['a rich text file', Buffer.from('{\\rtf1 words}'), 'a.rtf', /rich text/],
  ['another kind of file', Buffer.from('a,b'), 'a.csv', /imports Word documents/],
  ['bytes named .md', Buffer.from([0xff, 0xfe, 0xfd, 0x00, 0xc3]), 'a.md', /not a text file/],
  [
    'a file with macros',
    wordFile(paragraph('Words'), { raw: { 'word/vbaProject.bin': 'x' } }),
    'a.docx',
    /macros/,
  ],
  [
    'a document type declaration',
    wordFile('', { raw: { 'word/document.xml': `${declared}<w:document/>` } }),
    'a.docx',
    /document type/,
  ],
  [
    'broken XML',
    wordFile('', { raw: { 'word/document.xml': rooted('document', '<w:body><w:p>') } }),
    'a.docx',
    /could not be read/,
  ],
  [
    'a file that unpacks without end',
    wordFile('', { raw: { 'word/document.xml': ' '.repeat(40 * 1024 * 1024) } }),
    'a.docx',
    /unpack to more/,
  ],
  ['more text than one import takes', Buffer.from('word '.repeat(700_000)), 'a.md', /more text than/],
  [
    'a file of too many parts',
    wordFile('', { raw: Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`x/${at}`, ''])) }),
    'a.docx',
    /unpack to more/,
  ],
];

describe('a file that cannot be imported is refused with what to do', () => {
  test.each(refused)('%s', async (_name, bytes, filename, sentence) => {
    expect(await refusalOf(bytes, filename)).toMatch(sentence);
  });
});
