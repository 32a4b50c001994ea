import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameworkSchema } from '../../../api/frameworks/contract.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';

const shipped = readFrameworkFiles();

function framework(id: string) {
  const found = shipped.find((one) => one.id === id);
  if (!found) throw new Error(`No framework ${id}`);
  return found;
}

function sectionCodes(id: string) {
  return framework(id)
    .judgements.filter((judgement) => judgement.section && !judgement.optional)
    .map((judgement) => judgement.code);
}

function folderWith(name: string, content: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

describe('the shipped frameworks', () => {
  test('are five, oldest first', () => {
    expect(shipped.map((one) => one.id)).toEqual([
      'ofsted-sif-2013',
      'ofsted-ilacs-2018',
      'ofsted-cqc-area-send-2023',
      'ofsted-ilacs-2023',
      'ofsted-ilacs-2026',
    ]);
  });

  test('give each section a code for its claim numbers', () => {
    expect(sectionCodes('ofsted-sif-2013')).toEqual(['KJ1', 'KJ2', 'KJ2A', 'KJ2B', 'KJ3']);
    expect(sectionCodes('ofsted-ilacs-2018')).toEqual(['HP', 'CCL', 'L']);
    expect(sectionCodes('ofsted-ilacs-2026')).toEqual(['HP', 'CIC', 'CL', 'L']);
    expect(sectionCodes('ofsted-cqc-area-send-2023')).toHaveLength(10);
  });

  test('have no overall judgement in 2026', () => {
    const overall = (id: string) => framework(id).judgements.some((judgement) => judgement.id === 'overall');
    expect(overall('ofsted-ilacs-2023')).toBe(true);
    expect(overall('ofsted-ilacs-2026')).toBe(false);
  });

  test('have outcomes and no grades for Area SEND', () => {
    const send = framework('ofsted-cqc-area-send-2023');
    expect(send.judgements.filter((judgement) => judgement.graded)).toEqual([]);
    expect(send.scales.map((scale) => scale.kind)).toEqual(['outcomes']);
  });

  test('mark wording that has not been checked', () => {
    const unchecked = framework('ofsted-cqc-area-send-2023').judgements.filter(({ verified }) => !verified);
    expect(unchecked.map((judgement) => judgement.code)).toEqual(['C6', 'C7', 'C8', 'C9', 'C10']);
  });

  test('map every judgement to ones their successors have', () => {
    for (const { judgements, mappings } of shipped) {
      for (const { judgement, to } of mappings) {
        const known = framework(to.framework).judgements.map(({ id }) => id);
        expect(judgements.map(({ id }) => id)).toContain(judgement);
        for (const id of to.judgements) expect(known).toContain(id);
      }
    }
  });
});

describe('a framework file', () => {
  const good = framework('ofsted-ilacs-2026');

  test('must carry the name of its framework', () => {
    expect(() => readFrameworkFiles(folderWith('other.json', good))).toThrow(/other\.json holds/);
  });

  test('is refused with its name when it does not fit', () => {
    const bad = { ...good, judgements: [{ ...good.judgements[0], scale: 'unknown' }] };
    expect(() => readFrameworkFiles(folderWith('bad.json', bad))).toThrow(/bad\.json.*unknown scale/);
  });

  test('cannot give two judgements one code', () => {
    const judgements = good.judgements.map((judgement) => ({ ...judgement, code: 'X' }));
    expect(frameworkSchema.safeParse({ ...good, judgements }).success).toBe(false);
  });
});
