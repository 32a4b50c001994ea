import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../support/until.ts';
import { claims, type Harness, startHarness } from './harness.ts';

let harness: Harness;
let ann: string;
let ben: string;

beforeAll(async () => {
  harness = await startHarness();
  ann = harness.signIn('Ann', 'coordinator');
  ben = harness.signIn('Ben', 'coordinator');
});

afterAll(() => harness.close());

describe('two people in one section', () => {
  test('typing into the same claim loses and doubles nothing', async () => {
    const section = await harness.section(claims('Start.'));
    const [one, two] = [harness.page(section, ann), harness.page(section, ben)];
    await until(() => one.isSaved() && two.isSaved(), 'both pages to open');
    for (let letter = 0; letter < 20; letter += 1) {
      one.type(0, String.fromCharCode(97 + letter), 0);
      two.type(0, String.fromCharCode(65 + letter));
      await until(() => one.isSaved() || two.isSaved());
    }
    await until(() => one.isSaved() && two.isSaved() && one.claim(0) === two.claim(0), 'both to agree');
    expect([...one.claim(0)].sort().join('')).toBe(
      [...'Start.abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRST'].sort().join(''),
    );
  });
});
