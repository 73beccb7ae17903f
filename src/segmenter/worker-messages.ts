import type { EngineName } from '../shared/engine-name';
import type { LogLevel } from '../shared/log';

/** Tells a worker the engine that was found best on this device; undefined for none. */
export type PreferEngine = {
  readonly type: 'prefer-engine';
  readonly engine: EngineName | undefined;
};

/** Tells a worker how much to tell the console. */
export type SetLogLevel = { readonly type: 'set-log-level'; readonly level: LogLevel };

/**
 * From the worker, once a call has settled on a device of which nothing is known, to its frame; and
 * from the frame to a second worker, which answers with the name of the best engine, or with
 * undefined.
 */
export const CALIBRATE = 'veil:calibrate';
