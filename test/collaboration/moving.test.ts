import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocketStatus } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { SectionTextModel, TextUpdateModel } from '../../api/collaboration/model.ts';
import { texts } from '../../api/collaboration/running.ts';
import { changeSection, readSection } from '../../api/collaboration/service.ts';
import { moveClaim } from '../../api/claims/move.ts';
import { documentName } from '../../editor/schema/ydoc.ts';
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

const sides = ['effective', 'development'];

function move(section: string, index: number, side: string, before: string | null = null): Promise<void> {
  const claim = claimId(index);
  return changeSection(section, harness.actor(ben), (ydoc, twins) => {
    moveClaim(ydoc, twins, { claim, sides, to: { side, theme: null, before } });
  });
}

/** What the database holds of a section's text. */
async function rowsOf(section: string) {
  const text = await SectionTextModel.collection.findOne({ _id: section as never });
  return { text, log: await TextUpdateModel.collection.find({ section }).toArray() };
}

/** Makes the database as it was, before anybody opens the section: as if the server had been killed then. */
async function putBack(section: string, { text, log }: Awaited<ReturnType<typeof rowsOf>>): Promise<void> {
  expect(log).not.toEqual([]);
  await TextUpdateModel.collection.deleteMany({ section });
  await TextUpdateModel.collection.insertMany(log);
  if (text) await SectionTextModel.collection.replaceOne({ _id: text._id }, text);
}

/** The block of a claim wherever it stands on this page, or null while it is on the way. */
function blockOf(page: Page, index: number): Y.XmlElement | null {
  const blocks = sides.flatMap((side) => page.ydoc.getXmlFragment(side).toArray());
  return (
    blocks
      .filter((one) => one instanceof Y.XmlElement)
      .find((one) => one.getAttribute('id') === claimId(index)) ?? null
  );
}

function typeInto(block: Y.XmlElement | null, words: string): void {
  const text: unknown = block?.get(0);
  if (text instanceof Y.XmlText) text.insert(text.length, words);
}

const wordsOf = (page: Page) => sides.flatMap((side) => page.words(side)).join('|');

describe('a claim that moves while somebody types in it', () => {
  test('takes along what was typed before the page heard of it', async () => {
    const section = await harness.section(claims('Moved.', 'Stays.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    // Both in the same turn: the page cannot have heard of the move.
    const moving = move(section, 0, 'development');
    page.type(0, ' Typed.');
    page.type(0, 'Before. ', 0);
    await moving;
    await until(() => page.isSaved() && page.claim(0, 'development').length >= 21, 'the typed words to come');
    expect(page.words('development')).toEqual(['Before. Moved. Typed.']);
    expect(page.words()).toEqual(['Stays.']);
    expect(await readSection(section)).toEqual(page.text());
  });

  test('takes along what was deleted, made bold and cited', async () => {
    const section = await harness.section(claims('Moved words.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    const moving = move(section, 0, 'development');
    const block = blockOf(page, 0);
    const text = block?.get(0) as Y.XmlText;
    text.delete(0, 6);
    text.format(0, 5, { bold: {} });
    const citation = new Y.XmlElement('citation');
    const attributes = { evidence: 'e'.repeat(24), revision: 1, page: '3', quote: '' };
    for (const [name, value] of Object.entries(attributes)) citation.setAttribute(name, value as string);
    block?.insert(1, [citation, new Y.XmlText(' After.')]);
    await moving;
    await until(() => page.isSaved() && page.claim(0, 'development').includes('After'), 'the words to come');
    expect(page.text()['development']?.content).toMatchObject([
      {
        type: 'claim',
        attrs: { id: claimId(0), level: 0 },
        content: [
          { type: 'text', text: 'words', marks: [{ type: 'bold' }] },
          { type: 'text', text: '.' },
          { type: 'citation', attrs: attributes },
          { type: 'text', text: ' After.' },
        ],
      },
    ]);
    expect(page.words()).toEqual([]);
  });

  test('takes along what was typed while the line was down', async () => {
    const section = await harness.section(claims('Moved.', 'Stays.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    page.socket.disconnect();
    await until(() => page.socket.status === WebSocketStatus.Disconnected);
    page.type(0, ' Offline.');
    await move(section, 0, 'development');
    await move(section, 0, 'effective');
    void page.socket.connect();
    await until(() => page.isSaved() && page.words()[1]?.includes('Offline'), 'the words to come');
    expect(page.words()).toEqual(['Stays.', 'Moved. Offline.']);
  });

  test('is found again after everyone had left', async () => {
    const section = await harness.section(claims('Moved.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    page.socket.disconnect();
    page.type(0, ' Offline.');
    await move(section, 0, 'development');
    await until(() => texts.named(documentName(section)) === null, 'the document to be closed');
    void page.socket.connect();
    await until(
      () => page.isSaved() && page.claim(0, 'development').includes('Offline'),
      'the words to come',
    );
    expect([page.words(), page.words('development')]).toEqual([[], ['Moved. Offline.']]);
  });

  test.each(['a restart', 'a crash'])('is found again after %s of the server', async (kind) => {
    const section = await harness.section(claims('Moved twice.', 'Stays.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    page.socket.disconnect();
    await until(() => page.socket.status === WebSocketStatus.Disconnected);
    page.type(0, 'Offline: ', 0);
    const text = claimText(page.ydoc, 0);
    text.delete(text.length - ' twice.'.length, ' twice.'.length);
    page.type(0, ' again.');
    await move(section, 0, 'development');
    await move(section, 0, 'effective', claimId(1));
    await move(section, 0, 'development');
    const before = await rowsOf(section);
    await harness.restart();
    if (kind === 'a crash') await putBack(section, before);
    const again = harness.page(section, ann, { ydoc: page.ydoc });
    await until(
      () => again.isSaved() && again.claim(0, 'development').includes('Offline'),
      'the words to come',
    );
    // A whole state does not say which deletions are new: what was deleted offline comes back, nothing is lost.
    expect(again.claim(0, 'development')).toMatch(/^Offline: Moved.* again\.$/);
    expect(again.words()).toEqual(['Stays.']);
  });

  test('keeps a new claim made of its second half where it was', async () => {
    const section = await harness.section(claims('First half. Second half.'));
    const page = harness.page(section, ann);
    await until(() => page.isSaved(), 'the page to open');
    const moving = move(section, 0, 'development');
    (blockOf(page, 0)?.get(0) as Y.XmlText).delete(11, 13);
    const half = new Y.XmlElement('claim');
    half.setAttribute('id', claimId(7));
    half.insert(0, [new Y.XmlText('Second half.')]);
    page.ydoc.getXmlFragment('effective').insert(1, [half]);
    await moving;
    await until(() => page.isSaved() && page.claim(0, 'development') === 'First half.', 'the halves');
    expect(page.words()).toEqual(['Second half.']);
  });

  test('loses and doubles nothing through many moves', async () => {
    const section = await harness.section(claims('a', 'b', 'c'));
    const [one, two] = [harness.page(section, ann), harness.page(section, ben)];
    await until(() => one.isSaved() && two.isSaved(), 'the pages to open');
    let typed = 0;
    const moves = { done: false };
    const typing = (async () => {
      while (!moves.done || typed < 40) {
        const page = typed % 2 === 0 ? one : two;
        typeInto(blockOf(page, typed % 3), `<${typed}>`);
        typed += 1;
        await until(() => true);
        await new Promise((resolve) => setImmediate(resolve));
        if (typed % 8 === 0) await until(() => one.isSaved() && two.isSaved());
      }
    })();
    for (let round = 0; round < 30; round += 1)
      await move(section, round % 3, sides[(round + 1) % 2] ?? '', null);
    moves.done = true;
    await typing;
    await until(() => one.isSaved() && two.isSaved() && wordsOf(one) === wordsOf(two), 'the pages to agree');
    const found = wordsOf(one).match(/<\d+>/g) ?? [];
    expect(found.map((mark) => Number(mark.slice(1, -1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: typed }, (_, index) => index),
    );
    expect(sides.flatMap((side) => one.words(side))).toHaveLength(3);
  });
});
