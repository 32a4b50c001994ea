import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Print } from './engine-main.ts';
import { watchMemory } from './memory.ts';

/** Numbers of claims that make documents of about 40, 200 and 500 pages, and how often each is printed. */
const sizes = [
  { claims: 105, rounds: 9 },
  { claims: 840, rounds: 5 },
  { claims: 2200, rounds: 4 },
];
const warmUps = 2;
const engines = ['raw', 'candour'] as const;

interface Result extends Print {
  memory: number;
}

/**
 * A bare Chromium print of a document's HTML and the whole of Candour's printing of it (drawn, numbered, finished, checked), in
 * turns, each in a process with a browser of its own that is warm. Prints medians, ratios and the peaks of all memory.
 */
export async function benchPdf(): Promise<void> {
  print(
    row('pages', ['raw s', 'Candour s', 'ratio', 'raw MB', 'Candour MB', 'raw kB', 'Candour kB', 'ready']),
  );
  for (const size of sizes) print(await measure(size));
}

async function measure({ claims, rounds }: (typeof sizes)[number]): Promise<string> {
  const running = await Promise.all(engines.map((engine) => start(engine, claims)));
  const results: Result[][] = [];
  try {
    for (let round = 0; round < warmUps + rounds; round += 1) results.push(await printInTurns(running));
  } finally {
    for (const child of running) child.kill();
  }
  return summary(results.slice(warmUps));
}

async function printInTurns(running: readonly ChildProcess[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const child of running) results.push(await printOnce(child));
  return results;
}

async function start(engine: string, claims: number): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('./engine-main.ts', import.meta.url));
  const child = fork(path, [engine, String(claims)], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
}

async function printOnce(child: ChildProcess): Promise<Result> {
  const memory = watchMemory(child.pid ?? 0);
  child.send('print');
  const [printed] = (await once(child, 'message')) as [Print];
  return { ...printed, memory: memory.stop() };
}

function summary(rounds: readonly Result[][]): string {
  const [raw = [], candour = []] = engines.map((_, index) =>
    rounds.flatMap((results) => results[index] ?? []),
  );
  const seconds = [raw, candour].map((results) => median(results.map(({ took }) => took)) / 1000);
  const [base = Number.NaN, own = Number.NaN] = seconds;
  const most = (results: readonly Result[]): string =>
    Math.max(...results.map(({ memory }) => memory)).toFixed(0);
  const size = (results: readonly Result[]): string => ((results[0]?.bytes ?? 0) / 1024).toFixed(0);
  return row(String(candour[0]?.pages), [
    base.toFixed(2),
    own.toFixed(2),
    `${(own / base).toFixed(2)}x`,
    most(raw),
    most(candour),
    size(raw),
    size(candour),
    candour.every(({ ready }) => ready) ? 'yes' : 'no',
  ]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(8) + cells.map((cell) => cell.padStart(12)).join('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
