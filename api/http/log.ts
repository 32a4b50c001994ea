import { type Logger, pino } from 'pino';

/** JSON lines on standard output. Passwords, tokens and texts are never passed to it. */
export const log: Logger = pino({ name: 'candour', level: 'info', base: null });
