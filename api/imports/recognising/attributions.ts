import { bodies, type DatedName, datedName, sourceNoun } from './source-words.ts';

/** A source named in a text: by which words, with what date, and on which page when it says so. */
export interface Attribution extends DatedName {
  matched: string;
  page: string;
}

const bracketed = /[([](?:source:\s*)?([^()[\]]{3,200})[)\]]/gi;
const pageWords = /^(?:pp?|pages?|paras?|paragraphs?)\.?\s*(\d[\d–-]*)$/i;

/** The sources a text names in brackets, such as "(Peer Review, October 2017)". Other brackets are not sources. */
export function attributionsIn(text: string): Attribution[] {
  return [...text.matchAll(bracketed)].flatMap((found) => readBracket(found[0], found[1] ?? ''));
}

/** Reads one bracket: every piece must be a source, a date or a page, or the whole is taken for something else. */
function readBracket(matched: string, inside: string): Attribution[] {
  const found: Attribution[] = [];
  for (const piece of inside.split(/\s*[,;]\s*/).filter((one) => one !== '')) {
    const last = found.at(-1);
    const page = pageWords.exec(piece)?.[1];
    const date = datedName(piece);
    if (page !== undefined && last) last.page = page;
    else if (date.name === '' && last && last.dateText === '')
      Object.assign(last, { ...date, name: last.name });
    else {
      const names = namesIn(piece);
      if (names.length === 0) return [];
      found.push(...names.map((name) => ({ ...name, matched, page: '' })));
    }
  }
  return found.filter((one) => isCitable(one));
}

/** One piece is one source, or two joined by "and" when each stands by itself. */
function namesIn(piece: string): DatedName[] {
  const halves = piece.split(/\s+(?:and|&)\s+/).map(datedName);
  if (halves.length > 1 && halves.every(({ name }) => isSourceName(name))) return halves;
  const whole = datedName(piece.replace(/^and\s+/, ''));
  return isSourceName(whole.name) ? [whole] : [];
}

function isSourceName(name: string): boolean {
  if (!/^[A-Z]/.test(name) || name.split(/\s+/).length > 12 || /%|\d{3}/.test(name)) return false;
  return bodies[name.toLowerCase()] !== undefined || sourceNoun.test(name);
}

/** A body alone, without a date, only spells out an abbreviation. */
function isCitable({ name, dateText }: Attribution): boolean {
  return dateText !== '' || bodies[name.toLowerCase()] === undefined;
}
