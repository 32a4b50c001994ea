import type { Browser, Page } from 'puppeteer-core';
import { accessibilityProblems, newVisitor } from '../support/browser.ts';

/** Someone at a browser of their own, who finds things by their words, as people do. */
export interface Visitor {
  page: Page;
  /** Everything axe, the page's scripts or its security policy complained of, with the screen it was on. */
  complaints: string[];
  open(address: string): Promise<void>;
  /** Clicks the button, link, radio or checkbox with this accessible name. */
  click(name: string): Promise<void>;
  /** Fills the field with this label. */
  fill(label: string, value: string): Promise<void>;
  /** Gives a file to the file field of the page. */
  give(path: string): Promise<void>;
  /** Waits until these words stand on the page. */
  sees(words: string): Promise<void>;
  /** Lets axe look at the screen as it is. */
  check(screen: string): Promise<void>;
}

/** Opens a browser context of its own for a new visitor. */
export async function arrive(browser: Browser): Promise<Visitor> {
  const { page, failures } = await newVisitor(browser);
  const complaints = failures;
  const named = (name: string) => `::-p-aria(${name})`;
  const clickable = (name: string) =>
    ['button', 'link', 'radio', 'checkbox']
      .map((role) => `::-p-aria([name="${name}"][role="${role}"])`)
      .join(', ');
  return {
    page,
    complaints,
    open: async (address) => {
      await page.goto(address, { waitUntil: 'networkidle2' });
    },
    click: async (name) => page.locator(clickable(name)).click(),
    fill: async (label, value) => page.locator(named(label)).fill(value),
    give: async (path) => {
      const field = await page.waitForSelector<'input'>('main input[type=file]' as 'input');
      await field?.uploadFile(path);
    },
    sees: async (words) => {
      await page.waitForSelector(`::-p-text(${words})`);
    },
    check: async (screen) => {
      complaints.push(...(await accessibilityProblems(page)).map((problem) => `${screen}: ${problem}`));
    },
  };
}
