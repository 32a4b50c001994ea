/** Words that begin most guessed passwords; letters only. */
const guessable = wordsOf([
  `
  password passwort passphrase passcode letmein welcome administrator admin qwertyuiop qwerty
  asdfghjkl asdfgh zxcvbnm azerty abcdefghijklm abcdef abcd iloveyou sunshine princess football
  baseball superman monkey dragon master liverpool arsenal chelsea everton england london summer
  winter spring autumn january february march april june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday christmas changeme changethis
  secret login computer internet default testing test user correcthorsebatterystaple trustnoone
  starwars hello please keepout temporary temp
`,
]);

/** Words everyone who attacks this product tries first. */
const ofThisWork = wordsOf([
  `
  candour candor ofsted council county borough city childrens children services service social
  worker work inspection assessment selfassessment safeguarding ilacs
`,
]);

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** How long a sign-in lasts unused, and at most, in milliseconds. */
export const SESSION_IDLE = 2 * 60 * 60 * 1000;
/** How long a sign-in lasts at most, in milliseconds (OWASP ASVS 5.0 V7.3.2). */
export const SESSION_LONGEST = 12 * 60 * 60 * 1000;
/** How long an invitation can be used, in milliseconds. */
export const INVITATION_LIFE = 14 * 24 * 60 * 60 * 1000;
/** How long the link of the first start can be used, in milliseconds (OWASP ASVS 5.0 V6.3.2). */
export const SET_UP_LIFE = 60 * 60 * 1000;

/**
 * Says why a password is too easy to guess, in a sentence for the person who chose it, or null when it may be used.
 * `context` holds the words around the person: their name, address, organisation and council.
 */
export function passwordProblem(password: string, context: readonly string[]): string | null {
  if (Array.from(password).length < 12)
    return 'Use at least 12 characters. Three or four words are easy to remember';
  if (new Set(password).size < 5) return 'Use more different characters: this one repeats itself';
  const letters = Array.from(password.toLowerCase())
    .map((one) => lookAlikes[one] ?? one)
    .join('');
  if (isSequence(password)) return 'This runs along the keyboard or the alphabet. Choose words instead';
  if (!/\p{L}/u.test(password)) return 'Use words or letters as well as numbers';
  const words = [...wordsOf(context), ...ofThisWork, ...guessable].sort((a, b) => b.length - a.length);
  const found = words.filter((word) => letters.includes(word));
  const rest = found.reduce((left, word) => left.replaceAll(word, ''), letters).replaceAll(/[^\p{L}]/gu, '');
  const [word] = found;
  if (word === undefined || rest.length >= 6) return null;
  return `This is easy to guess: it is mostly “${word}”. Choose three or four unrelated words`;
}

/** The moment a session ends if it is not used again. */
export function sessionExpiry(createdAt: Date, usedAt: Date): Date {
  return new Date(Math.min(createdAt.getTime() + SESSION_LONGEST, usedAt.getTime() + SESSION_IDLE));
}

function wordsOf(context: readonly string[]): string[] {
  const words = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u));
  return words.filter((word) => word.length >= 4);
}

function isSequence(password: string): boolean {
  const points = Array.from(password).map((one) => one.codePointAt(0) ?? 0);
  const steps = points.slice(1).map((point, index) => point - (points[index] ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9).length >= steps.length * 0.8;
}
