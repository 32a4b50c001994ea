import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One file of the print face as the style sheet embeds it. */
export interface FontFace {
  style: 'normal' | 'italic';
  weight: 400 | 600;
  /** The CSS `unicode-range` the file covers. */
  range: string;
  /** The WOFF2 file in base 64, without padding (a `=` would be escaped as HTML). */
  base64: string;
}

/** Source Sans 3 in two weights; `latin-ext` brings Welsh and Polish letters. Ranges as its publisher states them. */
const ranges = {
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
};
const subsets = ['latin-ext', 'latin'] as const;
const weights = [400, 600] as const;
const styles = ['normal', 'italic'] as const;

/** Reads the print face from the installed font package, as data for `@font-face`. Throws when the package is missing. */
export function readFonts(): FontFace[] {
  const { resolve } = createRequire(import.meta.url);
  return subsets.flatMap((subset) =>
    weights.flatMap((weight) =>
      styles.map((style): FontFace => {
        const file = resolve(
          `@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-${style}.woff2`,
        );
        const base64 = readFileSync(file, 'base64').replace(/=+$/, '');
        return { style, weight, range: ranges[subset], base64 };
      }),
    ),
  );
}
