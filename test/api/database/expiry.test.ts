import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('documents go when their time is over', async () => {
  const tokens = database.db.collection('tokens');
  await tokens.createIndex({ expires: 1 }, { expireAfterSeconds: 1 }, {});
  const later = new Date(Date.now() + 3_600_000);
  await tokens.insertMany([{ expires: new Date(0) }, { expires: later }, { expires: 'never' }, {}]);
  await until(async () => (await tokens.countDocuments()) === 3, 'the expired document to go', 90);
  expect(await tokens.countDocuments({ expires: { $lt: new Date() } })).toBe(0);
}, 100_000);
