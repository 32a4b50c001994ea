import { lettersOf } from '../letters.ts';

const white = /\s/;

/**
 * The words of a document as they were before they were drawn. Texts are looked up without their spaces, from where the last
 * one was found: a document is read in order.
 */
export class SourceText {
  private readonly letters: string;
  /** For each letter, whether a space stands before it. */
  private readonly spaced: Uint8Array;
  private cursor = 0;

  constructor(strings: readonly string[]) {
    const text = strings.join('\n');
    this.letters = lettersOf(text);
    this.spaced = spacesBefore(text, this.letters.length);
  }

  /** Where a text stands, as a number of letters; null when it does not. */
  find(text: string): number | null {
    const wanted = lettersOf(text);
    const ahead = this.letters.indexOf(wanted, this.cursor);
    const found = ahead >= 0 ? ahead : this.letters.indexOf(wanted);
    if (found < 0) return null;
    if (ahead >= 0) this.cursor = found + wanted.length;
    return found;
  }

  /** True when a space, or the end of a string, stands before this letter. */
  hasSpaceBefore(letter: number): boolean {
    return this.spaced[letter] !== 0;
  }
}

function spacesBefore(text: string, letters: number): Uint8Array {
  const spaced = new Uint8Array(letters);
  let letter = 0;
  let space = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (white.test(character)) space = true;
    else if (lettersOf(character) !== '') {
      spaced[letter] = space ? 1 : 0;
      letter += 1;
      space = false;
    }
  }
  return spaced;
}
