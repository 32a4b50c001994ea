import type { EvidenceType } from '../../evidence/vocabulary.ts';

/** Bodies that councils cite by a short name, with the name in full. */
export const bodies: Readonly<Partial<Record<string, string>>> = {
  ofsted: 'Ofsted',
  cqc: 'Care Quality Commission',
  lga: 'Local Government Association',
  dfe: 'Department for Education',
  hmip: 'HM Inspectorate of Probation',
  hmicfrs: 'HM Inspectorate of Constabulary and Fire & Rescue Services',
  hmic: 'HM Inspectorate of Constabulary',
  adcs: 'Association of Directors of Children’s Services',
  lscb: 'Local Safeguarding Children Board',
  nhs: 'NHS',
  yjb: 'Youth Justice Board',
};

/** What a source is called at the end of its name. */
export const sourceNoun =
  /\b(reviews?|inspections?|visits?|reports?|audits?|surveys?|evaluations?|letters?|health checks?|moderation|scorecards?|dashboards?|minutes|consultations?|peer challenges?|challenges?|observations?|dip samples?|questionnaires?|benchmarking|feedback)$/i;

/** Kinds of evidence by what stands in a source's name; the first that fits. */
export const kindsByName: readonly [RegExp, EvidenceType][] = [
  [
    /young|child(ren)?['’]?s? (survey|voice)|participation|advocacy|parent|care leavers? survey/i,
    'child-voice',
  ],
  [/complaint|compliment/i, 'complaints'],
  [/serious case|case review|safeguarding practice review|\bLCSPR|\bSCR/i, 'case-review'],
  [/dip sample|audit|moderation/i, 'case-audit'],
  [/practice (observation|week)|observation/i, 'practice-observation'],
  [/health check|staff|workforce|employee/i, 'staff-voice'],
  [/ofsted|cqc|inspection|peer|monitoring visit|focused visit|challenge|hmi/i, 'external-validation'],
  [/scorecard|dashboard|benchmark|performance|data/i, 'performance-data'],
  [/minutes|board/i, 'minutes'],
  [/strategy|plan$/i, 'plan'],
  [/\b(nhs|ccg|health|police|school)\b/i, 'partner-evidence'],
];

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const dated = new RegExp(
  `^(.*?)[\\s,]*(?:\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+)?\\b(?:${monthWord}\\.?|(spring|summer|autumn|winter))?\\s*\\b((?:19|20)\\d{2})(?:\\s*[/–-]\\s*(?:20)?\\d{2})?$`,
  'i',
);

/** A date as it stands in a name: what is left of the name, the day for a record, and the words to show. */
export interface DatedName {
  name: string;
  date: string | null;
  dateText: string;
}

/** Takes the date off the end of a name. A month is kept as its first day; a year or a season gives no day. */
export function datedName(text: string): DatedName {
  const found = dated.exec(text.trim());
  if (!found) return { name: text.trim(), date: null, dateText: '' };
  const [whole, name = '', day, month, season, year = ''] = found;
  const number = monthNumber(month);
  if (number !== null) {
    const numbers = [String(number).padStart(2, '0'), (day ?? '1').padStart(2, '0')];
    const spelled = `${capital(months[number - 1] ?? '')} ${year}`;
    return {
      name: trimmed(name),
      date: `${year}-${numbers.join('-')}`,
      dateText: day === undefined ? spelled : `${Number(day)} ${spelled}`,
    };
  }
  const years = /(?:19|20)\d{2}(?:\s*[/–-]\s*(?:20)?\d{2})?$/.exec(whole)?.[0] ?? year;
  return {
    name: trimmed(name),
    date: null,
    dateText: season === undefined ? years : `${capital(season)} ${years}`,
  };
}

function monthNumber(word: string | undefined): number | null {
  if (word === undefined) return null;
  const at = months.findIndex((month) => month.startsWith(word.toLowerCase().slice(0, 3)));
  return at < 0 ? null : at + 1;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function trimmed(name: string): string {
  return name.replace(/[\s,;:–-]+$/, '').trim();
}
