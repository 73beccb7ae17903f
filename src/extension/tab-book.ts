/**
 * The tabs with a camera in use, and how their frames do. Kept in the session's storage, since the background may
 * be stopped at any time; the popup reads it as well.
 */
import type { DocumentState } from '../shared/document-state';
import { log } from '../shared/log';
import { browser } from './browser';

/** A tab that has, or has had, a camera stays in the book; without frames it has none now. */
type Book = { readonly [tabId: string]: { readonly [frameId: string]: DocumentState } };

/** How a tab does, of all of its frames. */
export type TabState = DocumentState & { readonly tab: number; readonly isLive: boolean };

const KEY = 'tabs';

/** One change after the other: each reads what the one before has written. */
let turn: Promise<unknown> = Promise.resolve();

/** Notes how a frame does, or that it has no camera (null); gives how its tab does now. */
export function changeFrame(
  tab: number,
  frame: number,
  state: DocumentState | null,
): Promise<TabState> {
  const change = turn.then(async () => {
    const book = await read();
    const { [frame]: _, ...others } = book[tab] ?? {};
    const frames = state ? { ...others, [frame]: state } : others;
    await browser.storage.session.set({ [KEY]: { ...book, [tab]: frames } });
    return stateOf(tab, frames);
  });
  turn = change.catch(() => undefined); // The caller is told; the next change goes on.
  return change;
}

/** Every tab that has, or has had, a camera. */
export async function readTabs(): Promise<TabState[]> {
  const book = await read();
  return Object.entries(book).map(([tab, frames]) => stateOf(Number(tab), frames));
}

/** Forgets a tab that was closed. */
export function forgetTab(tab: number): void {
  turn = turn
    .then(async () => {
      const { [tab]: _, ...book } = await read();
      await browser.storage.session.set({ [KEY]: book });
    })
    .catch((error) => log.debug(`tab ${tab} cannot be forgotten`, error));
}

function stateOf(tab: number, frames: Book[string]): TabState {
  const states = Object.values(frames);
  return {
    tab,
    isLive: states.length > 0,
    isOff: states.some(({ isOff }) => isOff),
    reason: states.find(({ reason }) => reason)?.reason ?? null,
  };
}

async function read(): Promise<Book> {
  return ((await browser.storage.session.get(KEY))[KEY] ?? {}) as Book;
}
