/**
 * The one way to the console, which is silent until the setting `debug` says otherwise. It is for
 * developers: what a user has to know is in a track's status. In a page the console is the page's own, and
 * a site may send home what is written there.
 */
export const LOG_LEVELS = ['off', 'warn', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function isLogLevel(value: unknown): value is LogLevel {
  return LOG_LEVELS.some((level) => level === value);
}

/** No context's own types: every context has one. */
declare const console: Record<'warn' | 'debug', (...what: unknown[]) => void>;

let current: LogLevel = 'off';

/** Sets how much this context (a page's world, a worker, the background …) tells from now on. */
export function setLogLevel(level: LogLevel): void {
  current = level;
}

export const log = {
  /** Something has failed and has consequences. */
  warn: (what: string, ...details: unknown[]): void => {
    if (current !== 'off') console.warn(`Veil: ${what}`, ...details);
  },
  /** What goes on, and what has failed as it may. */
  debug: (what: string, ...details: unknown[]): void => {
    if (current === 'debug') console.debug(`Veil: ${what}`, ...details);
  },
};
