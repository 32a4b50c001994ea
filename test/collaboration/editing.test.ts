import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';
import { readSection } from '../../api/collaboration/service.ts';
import { RegionPage } from '../editor/section/region-page.ts';
import { until } from '../support/until.ts';
import { claimId, claims, type Harness, startHarness } from './harness.ts';
import { claimText, type Page } from './page.ts';

let harness: Harness;
let ann: string;
let ben: string;

beforeAll(async () => {
  harness = await startHarness();
  ann = harness.signIn('Ann', 'coordinator');
  ben = harness.signIn('Ben', 'coordinator');
});
afterAll(() => harness.close());

async function openBoth(section: string): Promise<[Page, Page]> {
  const pages: [Page, Page] = [harness.page(section, ann), harness.page(section, ben)];
  await until(() => pages.every((page) => page.isSaved()), 'both pages to open');
  return pages;
}

async function agree(pages: readonly Page[]): Promise<void> {
  const same = () => new Set(pages.map((page) => JSON.stringify(page.text()))).size === 1;
  await until(() => pages.every((page) => page.isSaved()) && same(), 'the pages to agree');
}

const sorted = (words: string) => words.split('').sort().join('');
const letters = (from: number) =>
  Array.from({ length: 20 }, (_, at) => String.fromCharCode(from + at)).join('');

describe('two people in one section', () => {
  test('typing into the same claim loses and doubles nothing', async () => {
    const [one, two] = await openBoth(await harness.section(claims('Start.')));
    for (let at = 0; at < 20; at += 1) {
      one.type(0, letters(97).charAt(at), 0);
      two.type(0, letters(65).charAt(at));
      await until(() => one.isSaved() || two.isSaved());
    }
    await agree([one, two]);
    expect(sorted(one.claim(0))).toBe(sorted(`Start.${letters(97)}${letters(65)}`));
  });

  test('typing into neighbouring claims keeps each whole', async () => {
    const section = await harness.section(claims('First: ', 'Second: '));
    const [one, two] = await openBoth(section);
    for (let at = 0; at < 20; at += 1) {
      one.type(0, letters(97).charAt(at));
      two.type(1, letters(65).charAt(at));
      await until(() => one.isSaved() || two.isSaved());
    }
    await agree([one, two]);
    expect(one.words()).toEqual([`First: ${letters(97)}`, `Second: ${letters(65)}`]);
    expect((await readSection(section))['effective']).toEqual(one.text()['effective']);
  });

  test('the first letters of two people in an empty claim stand once each', async () => {
    const section = await harness.section(claims(''));
    const pages = await openBoth(section);
    const editors = pages.map((page) => new RegionPage(page.ydoc));
    for (let round = 1; round <= 5; round += 1) {
      // Nothing is sent or heard before both have typed.
      editors.forEach((editor, index) => {
        editor.caret(editor.state.doc.childCount - 1);
        editor.type(index === 0 ? 'ann' : 'BEN');
      });
      await agree(pages);
      expect(['annBEN', 'BENann']).toContain(pages[0].words().at(-1));
      editors[0]?.caret(round - 1);
      editors[0]?.enter();
      await agree(pages);
    }
    for (const [index, editor] of editors.entries()) expect(editor.lines).toEqual(pages[index]?.words());
    expect((await readSection(section))['effective']).toEqual(pages[0].text()['effective']);
  });

  test('the first letters of two people after a citation stand once each', async () => {
    const section = await harness.section(claims('See'));
    const pages = await openBoth(section);
    const [ann, ben] = pages.map((page) => new RegionPage(page.ydoc));
    ann?.caret(0);
    ann?.cite('4');
    await agree(pages);
    for (const editor of [ann, ben]) editor?.caret(0);
    ann?.type('ann');
    ben?.type('BEN');
    await agree(pages);
    expect(['See [4]annBEN', 'See [4]BENann']).toContain(ann?.lines[0]);
    expect(ben?.lines).toEqual(ann?.lines);
    expect((await readSection(section))['effective']).toEqual(pages[0].text()['effective']);
  });

  test('claims with the same id are told apart by the server', async () => {
    const [one, two] = await openBoth(await harness.section(claims('One.', 'Two.')));
    const second = one.ydoc.getXmlFragment('effective').get(1) as Y.XmlElement;
    second.setAttribute('id', claimId(0));
    const ids = (page: Page) =>
      (page.text()['effective']?.content ?? []).map(({ attrs }) => ('id' in attrs ? attrs.id : ''));
    await until(
      () => ids(two)[1] !== claimId(0) && ids(two)[1] !== claimId(1),
      'the second to get another id',
    );
    expect(ids(two)).toEqual([claimId(0), expect.stringMatching(/^[a-z0-9]{12}$/)]);
  });

  test('a claim without an id gets one', async () => {
    const [one, two] = await openBoth(await harness.section(claims('One.')));
    const block = new Y.XmlElement('claim');
    block.insert(0, [new Y.XmlText('Two.')]);
    one.ydoc.getXmlFragment('effective').push([block]);
    const id = () =>
      (two.ydoc.getXmlFragment('effective').get(1) as Y.XmlElement | undefined)?.getAttribute('id');
    await until(() => id() !== undefined, 'the id');
    expect(id()).toMatch(/^[a-z0-9]{12}$/);
  });
});

type Step =
  | { kind: 'type'; page: number; claim: number; at: number; words: string }
  | { kind: 'delete'; page: number; claim: number; at: number }
  | { kind: 'bold'; page: number; claim: number; at: number }
  | { kind: 'add'; page: number; at: number }
  | { kind: 'remove'; page: number; claim: number }
  | { kind: 'drop'; page: number };

const page = fc.nat(2);
const place = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      page,
      claim: place,
      at: place,
      words: fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme' }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), page, claim: place, at: place }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('bold' as const), page, claim: place, at: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), page, at: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), page, claim: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), page }) },
);

function perform(one: Page, now: Step): void {
  const fragment = one.ydoc.getXmlFragment('effective');
  if (now.kind === 'drop') one.socket.webSocket?.close();
  else if (now.kind === 'add') {
    const block = new Y.XmlElement('claim');
    block.setAttribute('id', Math.random().toString(36).slice(2).padEnd(12, 'x').slice(0, 12));
    block.insert(0, [new Y.XmlText('New.')]);
    fragment.insert(now.at % (fragment.length + 1), [block]);
  } else if (fragment.length > 0) {
    const index = now.claim % fragment.length;
    const text = claimText(one.ydoc, index);
    if (now.kind === 'type') text.insert(now.at % (text.length + 1), now.words);
    else if (now.kind === 'remove' && fragment.length > 1) fragment.delete(index, 1);
    else if (now.kind === 'delete' && text.length > 0) text.delete(now.at % text.length, 1);
    else if (now.kind === 'bold' && text.length > 0) text.format(now.at % text.length, 1, { bold: {} });
  }
}

describe('three people editing at random', () => {
  test('end with the same text, which is the stored one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 120 }), async (steps) => {
        const section = await harness.section(claims('One.', 'Two.', 'Three.'));
        const pages = [ann, ben, ann].map((cookie) => harness.page(section, cookie));
        await until(() => pages.every((one) => one.isSaved()), 'the pages to open');
        for (const now of steps) {
          const one = pages[now.page];
          if (one) perform(one, now);
          if (now.kind === 'type' && now.at % 7 === 0) await until(() => true);
        }
        await agree(pages);
        expect(await readSection(section)).toEqual(pages[0]?.text());
        for (const one of pages) one.close();
      }),
      { numRuns: 6 },
    );
  });
});
