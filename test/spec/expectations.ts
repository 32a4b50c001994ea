import {
  type Document,
  MongoBulkWriteError,
  MongoClientBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
} from 'mongodb';
import { type Client } from './entities.ts';
import { type ExpectedError, type ExpectedEvents } from './format.ts';
import { difference, type Lookup, snapshot } from './match.ts';

/** How an error differs from the expected one; undefined if it does not. */
export function errorDifference(expected: ExpectedError, error: unknown, lookup: Lookup): string | undefined {
  if (!(error instanceof Error)) return `expected an error, got ${String(error)}`;
  const answer = answerOf(error);
  const labels = error instanceof MongoError ? error.errorLabels : [];
  const checks: [applies: boolean, holds: () => boolean, what: string][] = [
    [expected.isClientError === true, () => isClientError(error), 'an error of the client'],
    [expected.isClientError === false, () => !isClientError(error), 'an error of the server'],
    [
      expected.errorContains !== undefined,
      () => error.message.toLowerCase().includes((expected.errorContains ?? '').toLowerCase()),
      `a message with "${expected.errorContains ?? ''}"`,
    ],
    [
      expected.errorCode !== undefined,
      () => answer['code'] === expected.errorCode,
      `code ${expected.errorCode ?? ''}`,
    ],
    [
      expected.errorCodeName !== undefined,
      () => answer['codeName'] === expected.errorCodeName,
      `code ${expected.errorCodeName ?? ''}`,
    ],
    [
      true,
      () => (expected.errorLabelsContain ?? []).every((label) => labels.includes(label)),
      `labels ${(expected.errorLabelsContain ?? []).join(', ')}`,
    ],
    [
      true,
      () => !(expected.errorLabelsOmit ?? []).some((label) => labels.includes(label)),
      `no labels ${(expected.errorLabelsOmit ?? []).join(', ')}`,
    ],
  ];
  const failed = checks.find(([applies, holds]) => applies && !holds());
  if (failed)
    return `expected ${failed[2]}, got ${error.message} (${String(answer['code'])}; ${labels.join(', ')})`;
  return responseDifference(expected, error, lookup) ?? bulkDifference(expected, error, lookup);
}

function responseDifference(
  { errorResponse }: ExpectedError,
  error: Error,
  lookup: Lookup,
): string | undefined {
  if (errorResponse === undefined) return undefined;
  return difference(errorResponse, snapshot(answerOf(error)), lookup);
}

/** The server's answer that the driver made the error from. */
function answerOf(error: Error): Document {
  if (!(error instanceof MongoServerError)) return {};
  const { code, codeName } = error;
  return { code, codeName, ...error.errorResponse };
}

function isClientError(error: Error): boolean {
  return error instanceof MongoNetworkError || !(error instanceof MongoServerError);
}

function bulkDifference(expected: ExpectedError, error: Error, lookup: Lookup): string | undefined {
  const compare = (wanted: unknown, actual: unknown): string | undefined =>
    wanted === undefined ? undefined : difference(wanted, snapshot(actual), lookup);
  if (error instanceof MongoClientBulkWriteError) {
    return (
      compare(expected.expectResult, error.partialResult ?? {}) ??
      compare(expected.writeErrors, error.writeErrors) ??
      compare(expected.writeConcernErrors, error.writeConcernErrors)
    );
  }
  if (expected.expectResult === undefined) return undefined;
  return error instanceof MongoBulkWriteError
    ? compare(expected.expectResult, bulkResult(error.result))
    : 'expected a result with the error';
}

/** The counts of a bulk write, which the driver keeps behind getters. */
export function bulkResult(result: object): Document {
  const names = [
    'insertedCount',
    'matchedCount',
    'modifiedCount',
    'deletedCount',
    'upsertedCount',
    'upsertedIds',
    'insertedIds',
  ];
  return Object.fromEntries(names.map((name) => [name, (result as Document)[name] as unknown]));
}

/** Every way in which what a client was seen to do differs from what is expected. */
export function eventsDifferences(expected: ExpectedEvents, { events }: Client, lookup: Lookup): string[] {
  const seen = events.filter(({ type }) => type === (expected.eventType ?? 'command'));
  const names = seen.map(({ kind, content }) => `${kind} ${String(content['commandName'] ?? '')}`).join(', ');
  const tooMany = expected.ignoreExtraEvents !== true && seen.length > expected.events.length;
  if (tooMany || seen.length < expected.events.length)
    return [`expected ${expected.events.length} events, got ${names || 'none'}`];
  return expected.events.flatMap((wanted, at) => {
    const [kind = ''] = Object.keys(wanted);
    const event = seen[at];
    if (event?.kind !== kind) return [`event ${at}: expected ${kind}, got ${names}`];
    const found = contentDifference(wanted[kind] ?? {}, event.content, lookup);
    return found === undefined ? [] : [`event ${at}, ${found}`];
  });
}

function contentDifference(wanted: Document, content: Document, lookup: Lookup): string | undefined {
  const checks = Object.entries(wanted).filter(([name]) => name !== 'hasServiceId');
  for (const [name, value] of checks) {
    const found = difference(value, content[name], lookup, true);
    if (found !== undefined) return `${name}: ${found}`;
  }
  return undefined;
}
