import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as subset from '../../../../api/database/embedded/subset.ts';

// What the README says of the subset and what the server goes by are the same.

const readme = readFileSync(new URL('../../../../api/database/embedded/README.md', import.meta.url), 'utf8');

/** The names in backticks in the row of a table that begins with this. */
function named(row: string): string[] {
  const line = readme.split('\n').find((one) => one.startsWith(`| ${row} `)) ?? '';
  return [...line.slice(row.length + 2).matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

const sorted = (names: readonly string[]): string[] => [...names].sort();

test.each(Object.entries(subset.COMMANDS))('the fields of %s', (command, fields) => {
  expect(named(`\`${command}\``)).toEqual(sorted(fields === 'any' ? [] : fields));
});

test('there are no other commands in the README', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` /gm)].map(([, name = '']) => name);
  expect(sorted(rows)).toEqual(sorted(Object.keys(subset.COMMANDS)));
});

test.each<[string, readonly string[]]>([
  ['every command', subset.EVERY_COMMAND],
  ['an update in `updates`', ['updates', ...subset.STATEMENTS.updates]],
  ['a deletion in `deletes`', ['deletes', ...subset.STATEMENTS.deletes]],
  ['an index in `indexes`', ['indexes', ...subset.STATEMENTS.indexes]],
  ['in a filter, on a value', subset.QUERY_OPERATORS],
  ['in a filter, on the whole', subset.LOGICAL_OPERATORS],
  ['in an update', subset.UPDATE_OPERATORS],
  ['stages', subset.STAGES],
  ['refused', subset.REFUSED],
])('%s', (row, names) => {
  expect(named(row)).toEqual(sorted(names.filter((name) => !row.includes(`\`${name}\``))));
});
