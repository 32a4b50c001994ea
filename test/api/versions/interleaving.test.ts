import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSection } from '../../../api/collaboration/service.ts';
import { Conflict } from '../../../api/http/errors.ts';
import type { Actor } from '../../../api/policy.ts';
import { freezeSection } from '../../../api/versions/freezing/freeze.ts';
import { getAgreed } from '../../../api/versions/review/agreed.ts';
import { giveState } from '../../../api/versions/review/service.ts';
import { fingerprint, readFrozen, takeVersion } from '../../../api/versions/service.ts';
import { requestSignOff, setChain, sign } from '../../../api/versions/signing/service.ts';
import { claimText, openPage, type Page } from '../../collaboration/page.ts';
import { until } from '../../support/until.ts';
import { startVersionScene, type VersionScene } from './version-scene.ts';

let scene: VersionScene;
let page: Page;
let lead: Actor;
let coordinator: Actor;
const words: string[] = [];
beforeAll(async () => {
  scene = await startVersionScene();
  const cookie = scene.contributor.client.cookie();
  page = openPage({ port: scene.app.port, section: scene.section.id, cookie });
  await until(() => page.provider.synced, 'the section');
  lead = await scene.lead.actor();
  coordinator = await scene.coordinator.actor();
  await setChain(coordinator, scene.assessment, [{ title: 'Lead', people: [lead.id], all: true }]);
});
afterAll(async () => {
  page.close();
  await scene.app.close();
});

/** The same numbers from 0 to 1 in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function type(random: () => number): void {
  const word = `w${words.length}x`;
  words.push(word);
  claimText(page.ydoc, 1 + Math.floor(random() * 2), scene.side).insert(0, `${word} `);
}

const sometimes = async (random: () => number): Promise<void> => {
  if (random() < 0.5) type(random);
  if (random() < 0.3) await until(() => page.isSaved(), 'the words to be saved');
};

async function agreeWhileTyping(random: () => number): Promise<'agreed' | 'changed'> {
  const { id: section } = scene.section;
  await sometimes(random);
  const read = await freezeSection(section);
  const hash = fingerprint(read);
  const before = await getAgreed(lead, section).catch(() => null);
  await sometimes(random);
  const [given] = await Promise.allSettled([
    giveState(lead, { section, state: 'agreed', hash, note: '' }),
    sometimes(random),
  ]);
  const agreed = await getAgreed(lead, section).catch(() => null);
  if (given.status === 'rejected') {
    expect(given.reason).toBeInstanceOf(Conflict);
    expect(agreed).toEqual(before);
    return 'changed';
  }
  expect(agreed).toMatchObject({ hash, section: read });
  return 'agreed';
}

async function signWhileTyping(random: () => number): Promise<void> {
  await sometimes(random);
  const { _id } = await takeVersion(coordinator, { assessment: scene.assessment, title: 'Round' });
  const version = String(_id);
  const read = await readFrozen(version);
  const asked = await requestSignOff(coordinator, { version, note: '' });
  const signOff = String(asked._id);
  const [signed] = await Promise.all([
    sign(lead, { signOff, hash: read.version.hash, note: '' }),
    sometimes(random),
  ]);
  expect(signed).toMatchObject({ state: 'signed', hash: fingerprint(read.frozen) });
  const after = await readFrozen(version);
  expect(after.frozen).toEqual(read.frozen);
  expect(after.version.signatures).toMatchObject([{ hash: read.version.hash }]);
}

test('in 200 interleavings of signing and editing the signed text is the one that was read, and no word is lost', async () => {
  const random = seeded(20_261_126);
  const outcomes: string[] = [];
  for (let round = 0; round < 200; round += 1) {
    if (round % 10 === 0) await signWhileTyping(random);
    else outcomes.push(await agreeWhileTyping(random));
  }
  // Both happened, or nothing was tried.
  expect(new Set(outcomes)).toEqual(new Set(['agreed', 'changed']));
  await until(() => page.isSaved(), 'the last words to be saved');
  const text = JSON.stringify(await readSection(scene.section.id));
  expect(words.filter((word) => text.split(`${word} `).length !== 2)).toEqual([]);
}, 180_000);
