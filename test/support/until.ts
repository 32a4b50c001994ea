import { setTimeout as pause } from 'node:timers/promises';

/** Resolves with the first truthy value of `condition`, tried every 20 ms; throws after `seconds` (default 15) naming `what`. */
export async function until<T>(
  condition: () => T | Promise<T>,
  what = 'the condition',
  seconds = 15,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`);
    await pause(20);
  }
}
