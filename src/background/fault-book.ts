import browser from 'webextension-polyfill';
import type { FaultReason } from '../shared/fault';
import { log } from '../shared/log';

/**
 * The faults of all tabs, by frame. Kept in the session's storage, since the background may be
 * stopped at any time; a tab without faults stays in the book with none.
 */
type Book = { [tabId: string]: { [frameId: string]: FaultReason } };

const KEY = 'faults';

/** One change after the other: each reads what the one before has written. */
let turn: Promise<unknown> = Promise.resolve();

/** Notes a frame's fault, or that it has none; gives the fault to show for its tab. */
export function changeFault(
  tabId: number,
  frameId: number,
  reason: FaultReason | null,
): Promise<FaultReason | undefined> {
  const change = turn.then(async () => {
    const book = await read();
    const { [frameId]: _, ...others } = book[tabId] ?? {};
    const frames = reason ? { ...others, [frameId]: reason } : others;
    await browser.storage.session.set({ [KEY]: { ...book, [tabId]: frames } });
    return Object.values(frames)[0];
  });
  turn = change.catch(() => undefined); // The caller is told; the next change goes on.
  return change;
}

/** Every tab that has, or has had, a fault, with the one to show. */
export async function readFaults(): Promise<[tabId: number, reason: FaultReason | undefined][]> {
  const book = await read();
  return Object.entries(book).map(([tabId, frames]) => [Number(tabId), Object.values(frames)[0]]);
}

/** Forgets a tab that was closed. */
export function forgetTab(tabId: number): void {
  turn = turn
    .then(async () => {
      const { [tabId]: _, ...book } = await read();
      await browser.storage.session.set({ [KEY]: book });
    })
    .catch((error) => log.debug(`tab ${tabId} cannot be forgotten`, error));
}

async function read(): Promise<Book> {
  return ((await browser.storage.session.get(KEY))[KEY] ?? {}) as Book;
}
