import { BSONRegExp } from 'bson';
import { badValue, notInSubset } from '../errors.ts';

/** A regular expression of the query language as JavaScript's; refuses what JavaScript would read differently. */
export function toRegExp({ pattern, options }: BSONRegExp): RegExp {
  const [, inline = '', body = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(pattern) ?? [];
  const flags = new Set(`${options}${inline}`.replace('u', '').split(''));
  for (const flag of flags) {
    if (!'ims'.includes(flag)) throw badValue(`invalid flag in regex options: ${flag}`);
  }
  if (/\[\[?:|\\[AzZQEGhHRX]|\(\?[#>|&P]/.test(body)) {
    throw notInSubset('BadValue', `The regular expression /${pattern}/`);
  }
  const translated = flags.has('m') ? body : endBeforeNewline(body);
  return build(translated, [...flags].join(''), pattern);
}

function build(body: string, flags: string, pattern: string): RegExp {
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(body, flags + unicode);
    } catch (error) {
      if (unicode === '') {
        throw badValue(`Regular expression is invalid: /${pattern}/: ${String(error)}`);
      }
    }
  }
  throw new Error('unreachable');
}

/** PCRE's `$` also matches before a last line end; JavaScript's does not. */
function endBeforeNewline(body: string): string {
  return body.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\$/g, (token) =>
    token === '$' ? '(?=\\n?(?![\\s\\S]))' : token,
  );
}

/** The literal text that every match must begin with; undefined if the expression is not anchored or ignores case. */
export function literalPrefix({ pattern, options }: BSONRegExp): string | undefined {
  if (options !== '' || !pattern.startsWith('^') || /[|]/.test(pattern)) return undefined;
  const [literal = ''] = /^(?:[^\\.*+?()[\]{}^$|]|\\[^a-zA-Z0-9])*/.exec(pattern.slice(1)) ?? [];
  const next = pattern.slice(1 + literal.length);
  // A quantifier makes the last literal character optional.
  const kept = /^[*?{]/.test(next) ? literal.replace(/\\?.$/su, '') : literal;
  const prefix = kept.replace(/\\(.)/gsu, '$1');
  return prefix === '' ? undefined : prefix;
}

/** The `$regex`/`$options` pair as one expression. */
export function regexOf(pattern: unknown, options: unknown): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (pattern instanceof BSONRegExp) {
    return options === undefined ? pattern : new BSONRegExp(pattern.pattern, options);
  }
  if (typeof pattern !== 'string') throw badValue('$regex has to be a string');
  return new BSONRegExp(pattern, options ?? '');
}
