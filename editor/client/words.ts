const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const number = new Intl.NumberFormat('en-GB');

/** `1 claim`, `2 claims`, `1,204 claims`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** A date as `6 February 2018`; `2017-10` as `October 2017` and `2017` as it stands; anything else as it stands. */
export function dateWords(value: string): string {
  if (/^\d{4}$/.test(value)) return value;
  if (/^\d{4}-\d{2}$/.test(value)) {
    return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(
      new Date(`${value}-01`),
    );
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : day.format(date);
}

/** A moment as `6 February 2018 at 14:05`, in the reader's own time. */
export function momentWords(value: string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : moment.format(date);
}

/** A size as `340 kB` or `2.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte');
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** `Ann, Ben and Cai`. */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}
