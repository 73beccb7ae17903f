/**
 * The last faults of all calls since the browser was started, for the diagnostics: when, and what; not where.
 * Kept in the session's storage, which ends with the browser.
 */
import { type FaultReason, isFaultReason } from '../shared/fault';
import { log } from '../shared/log';
import { isRecord } from '../shared/parse';
import { browser } from './browser';

/** at: when it was told, ms since 1970. */
export type LoggedFault = { readonly at: number; readonly reason: FaultReason };

const KEY = 'faults';
const MOST = 20;

/** One after the other: each reads what the one before has written. */
let turn: Promise<void> = Promise.resolve();

/** Notes a fault that has begun. Never throws: what cannot be noted is forgotten. */
export function noteFault(reason: FaultReason): Promise<void> {
  turn = turn
    .then(async () => {
      const faults = [...(await readFaults()), { at: Date.now(), reason }].slice(-MOST);
      await browser.storage.session.set({ [KEY]: faults });
    })
    .catch((error: unknown) => log.debug('the fault is not noted', error));
  return turn;
}

/** The last faults, in their order. */
export async function readFaults(): Promise<readonly LoggedFault[]> {
  const { [KEY]: stored } = await browser.storage.session.get(KEY);
  return Array.isArray(stored) ? stored.filter(isLoggedFault) : [];
}

function isLoggedFault(value: unknown): value is LoggedFault {
  return isRecord(value) && typeof value['at'] === 'number' && isFaultReason(value['reason']);
}
