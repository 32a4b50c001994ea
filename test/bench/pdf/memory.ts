import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of a process and all it started; `stop` gives the peak in MB, shared pages counted once (PSS). */
export function watchMemory(root: number): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    const now = familyOf(root).reduce((sum, process) => sum + memoryOf(process), 0);
    peak = Math.max(peak, now);
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return peak / 1024;
    },
  };
}

function familyOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${entry}/stat`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (process: number): number[] => [process, ...(children.get(process) ?? []).flatMap(below)];
  return below(root);
}

function memoryOf(process: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
