import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainLine, plainParagraphs } from '../../../api/http/plain-text.ts';

describe('plain text', () => {
  test.each([
    ['  two\t words\n', 'two words'],
    ['file\u202Efdp.exe', 'filefdp.exe'],
    ['a\u0000b\u0007\u200Bc\uFEFF', 'abc'],
    ['half \uD83D character', 'half character'],
    ['Zoe\u0308 \u{1F600}', 'Zo\u00EB \u{1F600}'],
    ['family \u{1F469}\u200D\u{1F467}', 'family \u{1F469}\u200D\u{1F467}'],
    ['\u2066\u2069\u200F', ''],
  ])('%j becomes %j', (given, plain) => {
    expect(plainLine(given)).toBe(plain);
  });

  test('paragraphs keep their line breaks, at most one empty line in a row', () => {
    expect(plainParagraphs(' one \r\n two\u2028three\n\n\n\nfour\n')).toBe('one\ntwo\nthree\n\nfour');
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainLine(plainLine(text))).toBe(plainLine(text));
        expect(plainParagraphs(plainParagraphs(text))).toBe(plainParagraphs(text));
      }),
    );
  });
});
