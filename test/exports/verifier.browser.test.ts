import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { accessibilityProblems, launchBrowser, newVisitor } from '../support/browser.ts';
import { builtPack, extract } from './sample-pack.ts';

let browser: Browser;
let page: Page;
let failures: string[];
let folder: string;
let fingerprint: string;
const requests: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const pack = await builtPack();
  fingerprint = pack.manifestSha256;
  folder = await mkdtemp(join(tmpdir(), 'candour-pack-'));
  await extract(pack.zip, folder);
});
beforeEach(async () => {
  ({ page, failures } = await newVisitor(browser, 390));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** Chooses the extracted folder, as the system's dialog would; answers what the page then says. */
async function choose(): Promise<string> {
  const input = (await page.waitForSelector('#folder')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(folder);
  await page.waitForSelector('#result h2');
  return page.$eval('#result', (element) => element.textContent);
}

describe('the page that checks a pack, opened from the disk', () => {
  test('passes a pack that is as it was made, and asks the network for nothing', async () => {
    const said = await choose();
    expect(said).toContain('Passed: all 10 files are as they were made');
    expect(said).toContain(fingerprint);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('result');
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(failures).toEqual([]);
  });

  test('names a file of which one byte is changed', async () => {
    const path = join(folder, 'evidence/E002-peer-review.pdf');
    const original = await readFile(path);
    await writeFile(
      path,
      original.map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
    );
    const said = await choose();
    expect(said).toContain('Not passed: do not rely on this copy');
    expect(said).toContain('Changed: evidence/E002-peer-review.pdf is not as it was made.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await writeFile(path, original);
  });

  test('compares with the fingerprint that the council gave', async () => {
    await page.type('#fingerprint', 'f'.repeat(64));
    expect(await choose()).toContain('does not have the fingerprint that you were given');
  });
});
