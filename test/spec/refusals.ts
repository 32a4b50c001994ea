import { type Document, type MongoClient } from 'mongodb';
import { REFUSED } from '../../api/database/embedded/subset.ts';

/** What the server refused during a test, in its own words. */
export class Refusals {
  readonly sentences: string[] = [];

  /** Listens to the answers a client gets. */
  watch(client: MongoClient): void {
    client.on('commandFailed', ({ failure }) => this.note(failure.message));
    client.on('commandSucceeded', ({ reply }) => {
      for (const { errmsg } of ((reply as Document)['writeErrors'] ?? []) as Document[])
        this.note(String(errmsg));
    });
  }

  private note(sentence: string): void {
    if (REFUSAL.test(sentence) && REFUSED.some((feature) => names(sentence, feature)))
      this.sentences.push(sentence);
  }
}

const REFUSAL = /is outside the subset of MongoDB|is an unknown field|no such command/;

/** Whether a sentence names a feature as a word of its own. */
function names(sentence: string, feature: string): boolean {
  const word = feature.replaceAll('$', String.raw`\$`);
  return new RegExp(String.raw`(^|[^\w$])${word}($|\W)`).test(sentence);
}
