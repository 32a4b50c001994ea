import { type Document, type MongoClient } from 'mongodb';

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
    if (REFUSAL.test(sentence)) this.sentences.push(sentence);
  }
}

const REFUSAL = /is outside the subset of MongoDB|is an unknown field|no such command/;

/** Whether the server refused something that it says it does not offer. */
export function areRefused(sentences: string[]): boolean {
  return sentences.length > 0;
}
