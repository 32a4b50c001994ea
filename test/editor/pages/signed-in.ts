import type { Browser } from 'puppeteer-core';
import { arrive, type Visitor } from '../../journeys/visitor.ts';
import type { TestApp } from '../../support/app.ts';
import { PASSWORD, type TestPerson } from '../../support/people.ts';

/** A browser of a person's own, signed in through the page and then at an address below the app. */
export async function arriveAs(
  browser: Browser,
  app: TestApp,
  { person, at = '/' }: { person: TestPerson; at?: string },
): Promise<Visitor> {
  const visitor = await arrive(browser);
  await visitor.open(`${app.url}/sign-in?next=${encodeURIComponent(at)}`);
  await visitor.fill('E-mail address', person.email);
  await visitor.fill('Password', PASSWORD);
  await visitor.click('Sign in');
  await visitor.page.waitForFunction(
    (address) => `${location.pathname}${location.search}` === address,
    {},
    at,
  );
  await visitor.page.waitForSelector('h1');
  return visitor;
}

/** Saves a list that is saved as one, and waits until it is. */
export async function saveList(visitor: Visitor, button = 'Save'): Promise<void> {
  await visitor.click(button);
  await visitor.page.waitForFunction(() =>
    document.querySelector('.save-bar')?.textContent.includes('Saved'),
  );
}

/** What an element of the page says; '' when it is not there. */
export function wordsOf(visitor: Visitor, selector: string): Promise<string> {
  return visitor.page.evaluate(
    (wanted) => document.querySelector<HTMLElement>(wanted)?.innerText ?? '',
    selector,
  );
}
