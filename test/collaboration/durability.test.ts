import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { SectionTextModel, TextUpdateModel, bytesOf } from '../../api/collaboration/model.ts';
import { changeSection, onSectionStored, readSection, seedSection } from '../../api/collaboration/service.ts';
import { texts } from '../../api/collaboration/running.ts';
import { documentName } from '../../editor/schema/ydoc.ts';
import { until } from '../support/until.ts';
import { claims, type Harness, startHarness } from './harness.ts';
import { claimText, type Page } from './page.ts';

let harness: Harness;
let ann: string;
let ben: string;
const open: Page[] = [];

beforeAll(async () => {
  harness = await startHarness();
  ann = harness.signIn('Ann', 'coordinator');
  ben = harness.signIn('Ben', 'reader');
});
afterEach(() => {
  for (const page of open.splice(0)) page.close();
});
afterAll(() => harness.close());

async function opened(section: string, cookie = ann): Promise<Page> {
  const page = harness.page(section, cookie);
  open.push(page);
  await until(() => page.isSaved(), 'the page to open');
  return page;
}

const logOf = (section: string) => TextUpdateModel.countDocuments({ section });
const storedAt = async (section: string) => (await SectionTextModel.findById(section).lean())?.storedAt;
const isOpen = (section: string) => texts.named(documentName(section)) !== null;
const words = async (section: string) =>
  (await readSection(section))['effective']?.content.map(({ content }) =>
    (content ?? []).map((one) => ('text' in one ? one.text : '')).join(''),
  );

describe('what was acknowledged', () => {
  test('is in the log before it is in the state', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section);
    page.type(0, ' More.');
    await until(() => page.isSaved(), 'the acknowledgement');
    expect(await logOf(section)).toBeGreaterThan(0);
    const ydoc = new Y.Doc();
    for (const { changes } of await TextUpdateModel.find({ section }).lean())
      for (const { update } of changes) Y.applyUpdate(ydoc, bytesOf(update));
    expect(ydoc.store.pendingStructs === null && ydoc.store.clients.size === 0).toBe(false);
  });

  test('leaves the log when the state holds it', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section);
    page.type(0, ' More.');
    await until(() => page.isSaved());
    page.close();
    await until(() => !isOpen(section), 'the document to be stored and closed');
    expect(await logOf(section)).toBe(0);
    expect(await words(section)).toEqual(['Start. More.']);
  });

  test('is there after a restart', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section);
    page.type(0, ' More.');
    await until(() => page.isSaved());
    await harness.restart();
    expect(await words(section)).toEqual(['Start. More.']);
    expect(await logOf(section)).toBe(0);
  });
});

describe('a log that cannot be written', () => {
  test('leaves changes unacknowledged, and pages recover', async () => {
    const section = await harness.section(claims('Start.'));
    const [page, reader] = [await opened(section), await opened(section, ben)];
    // Another entry of this section would be one too many for the database.
    const { collection } = TextUpdateModel;
    const first = await TextUpdateModel.create({ section, at: new Date(), changes: [] });
    const key = { section: 1, none: 1 };
    await collection.createIndexes([
      { key, name: 'broken', unique: true, partialFilterExpression: { section } },
    ]);
    page.type(0, ' Two.');
    await until(() => page.heard.closes.includes(1013), 'the line to be closed');
    expect(page.isSaved()).toBe(false);
    expect(reader.claim(0)).toBe('Start.');
    expect(await words(section)).toEqual(['Start.']);
    await collection.dropIndex('broken');
    await TextUpdateModel.deleteOne({ _id: first._id });
    await until(() => page.isSaved() && reader.claim(0) === 'Start. Two.', 'the pages to recover');
    expect(await words(section)).toEqual(['Start. Two.']);
  });
});

describe('a state that cannot be stored', () => {
  test('keeps the document open, and is stored later', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section);
    const record = await SectionTextModel.findById(section).lean();
    await SectionTextModel.deleteOne({ _id: section });
    page.type(0, ' More.');
    await until(() => page.isSaved());
    page.close();
    await until(() => texts.named(documentName(section))?.document.getConnectionsCount() === 0);
    await until(async () => (await logOf(section)) > 0 && isOpen(section), 'the store to fail');
    expect(await words(section)).toEqual(['Start. More.']);
    await SectionTextModel.collection.insertOne({ ...record, _id: section } as never);
    await until(() => !isOpen(section), 'the store to succeed', 20);
    expect(await words(section)).toEqual(['Start. More.']);
    expect(await logOf(section)).toBe(0);
  });
});

describe('a text that cannot be loaded', () => {
  test('is never an empty document, and opens once it can be', async () => {
    const section = await harness.section(claims('Start.'));
    const record = await SectionTextModel.findById(section).lean();
    await SectionTextModel.updateOne({ _id: section }, { $set: { state: Buffer.from([9, 9, 9]) } });
    const page = harness.page(section, ann);
    open.push(page);
    await until(() => page.heard.closes.includes(1013), 'the line to be closed');
    expect([page.provider.synced, page.heard.refusals]).toEqual([false, []]);
    await SectionTextModel.updateOne({ _id: section }, { $set: { state: record?.state } });
    await until(() => page.isSaved(), 'the page to open');
    expect(page.words()).toEqual(['Start.']);
  });
});

describe('opening a section', () => {
  test('writes nothing, whoever opens it', async () => {
    const section = await harness.section(claims('Start.'));
    const before = await storedAt(section);
    for (const cookie of [ann, ben, ann]) (await opened(section, cookie)).close();
    await until(() => !isOpen(section), 'the document to be closed');
    expect(await logOf(section)).toBe(0);
    expect(await storedAt(section)).toEqual(before);
  });

  test('seeding it again changes nothing', async () => {
    const section = await harness.section(claims('Start.'));
    await seedSection(section, claims('Other.'));
    expect(await words(section)).toEqual(['Start.']);
  });
});

describe('a change by the server', () => {
  test('is durable when it resolves, and reaches everyone', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section, ben);
    await changeSection(section, harness.actor(ann), (ydoc) => claimText(ydoc, 0).insert(0, 'Server. '));
    const [entry] = await TextUpdateModel.find({ section }).lean();
    expect(entry?.changes.map((one) => one.user)).toEqual([harness.actor(ann).id]);
    await until(() => page.claim(0) === 'Server. Start.', 'the page to see it');
  });

  test('that throws changes nothing', async () => {
    const section = await harness.section(claims('Start.'));
    const page = await opened(section);
    const failing = changeSection(section, null, (ydoc) => {
      claimText(ydoc, 0).insert(0, 'Half. ');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    page.type(0, ' More.');
    await until(() => page.isSaved());
    expect(await words(section)).toEqual(['Start. More.']);
    expect(page.claim(0)).toBe('Start. More.');
  });

  test('is told to listeners within half a second', async () => {
    const section = await harness.section(claims('Start.'));
    const heard: [string, number][] = [];
    const stop = onSectionStored((id) => heard.push([id, Date.now()]));
    const page = await opened(section);
    const at = Date.now();
    page.type(0, ' More.');
    await until(() => heard.length > 0);
    stop();
    expect(heard[0]?.[0]).toBe(section);
    expect((heard[0]?.[1] ?? 0) - at).toBeLessThan(1500);
  });
});
