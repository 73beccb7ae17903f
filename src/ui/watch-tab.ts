import type { Runtime } from 'webextension-polyfill';
import { browser } from '../extension/browser';
import type { FaultReason } from '../shared/fault';
import { STATUS_PORT } from '../shared/handshake';
import { log } from '../shared/log';
import type { ContentToPopup } from '../shared/messages';
import type { TrackNews } from '../shared/status';

/** A track, and where it is. */
export type TabTrack = TrackNews & { readonly tab: number; readonly frame: string };

/** What can be said of a tab. */
export type TabStatus =
  /** Asked, not answered yet. */
  | { readonly kind: 'asked' }
  /** No extension can work there: a page of the browser's own, or of its store. */
  | { readonly kind: 'closed' }
  /** Open since before Veil was installed or updated. */
  | { readonly kind: 'stale' }
  /** All live tracks of all its frames; fault: of one of these frames itself. */
  | {
      readonly kind: 'tracks';
      readonly tracks: readonly TabTrack[];
      readonly fault: FaultReason | null;
    };

type Frame = Pick<ContentToPopup, 'tracks' | 'fault'> & { readonly at: number };

/** A port does not reach frames that come later: a new one is opened that often. */
const RECONNECT_MS = 1000;
/** A frame that has not answered for that long is gone. */
const SILENT_MS = 3000;
/** One with a camera may be blocked, by a dialog or by its own work. */
const BLOCKED_MS = 60_000;

/** Tells how a tab does, now and at every change. Returns the way to stop. */
export function watchTab(tabId: number, tell: (status: TabStatus) => void): () => void {
  const frames = new Map<string, Frame>();
  let port: Runtime.Port | undefined;

  const tellTracks = () => {
    const all = [...frames];
    const fault = all.find(([, told]) => told.fault)?.[1].fault ?? null;
    const now = performance.now();
    const tracks = all.flatMap(([frame, told]) =>
      told.tracks.map((track) => ({
        ...track,
        tab: tabId,
        frame,
        age: track.age + now - told.at,
      })),
    );
    tell({ kind: 'tracks', tracks, fault });
  };

  /** Opens a port to the frames of this moment, each of which answers at once. */
  const connect = () => {
    let answered = false;
    port?.disconnect();
    port = browser.tabs.connect(tabId, { name: STATUS_PORT });
    port.onMessage.addListener((data) => {
      const { frame, tracks, fault } = data as ContentToPopup;
      answered = true;
      frames.set(frame, { tracks, fault, at: performance.now() });
      tellTracks();
    });
    // Comes when no frame is left, or none has listened; not after a disconnect of our own.
    port.onDisconnect.addListener(() => {
      // Chromium logs an error that nobody reads. The user is told what it means.
      const { lastError } = browser.runtime;
      if (lastError) log.debug('the tab does not answer', lastError.message);
      port = undefined;
      frames.clear();
      if (answered) tellTracks();
      else void tellSilence(tabId, tell);
    });
  };

  const sweep = () => {
    const now = performance.now();
    for (const [frame, { at, tracks }] of frames)
      if (now - at > (tracks.length > 0 ? BLOCKED_MS : SILENT_MS)) frames.delete(frame);
    // What was said last gets older.
    if (frames.size > 0) tellTracks();
  };

  connect();
  const timer = setInterval(() => {
    connect();
    sweep();
  }, RECONNECT_MS);
  return () => {
    clearInterval(timer);
    port?.disconnect();
  };
}

/**
 * Says why a tab does not answer: one that takes a script now is older than Veil, and any other lets no
 * extension in, as the browser's own pages, its store, and what it shows for a site that is away.
 */
async function tellSilence(tabId: number, tell: (status: TabStatus) => void): Promise<void> {
  const isOpen = await browser.scripting
    .executeScript({ target: { tabId }, func: () => true })
    // Firefox runs nothing in its own error page, and does not reject.
    .then(([ran]) => ran?.result === true)
    .catch((error) => {
      log.debug('the tab is closed to extensions', error);
      return false;
    });
  tell({ kind: isOpen ? 'stale' : 'closed' });
}
