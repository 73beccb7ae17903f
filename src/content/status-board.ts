import { browser } from '../extension/browser';
import type { FaultReason } from '../shared/fault';
import { STATUS_PORT } from '../shared/handshake';
import type { ContentToPopup } from '../shared/messages';
import type { TrackStatus } from '../shared/status';
import { ask } from './background';

/** What the tracks of this document last said of themselves, shown to the popup and the toolbar. */
const board = new Map<number, TrackStatus>();
const popups = new Set<(message: ContentToPopup) => void>();
let fault: FaultReason | null = null;
let listening = false;

/** Notes what a track says; one that has ended is taken off. */
export function recordStatus(status: TrackStatus): void {
  if (status.state === 'ended') board.delete(status.track);
  else board.set(status.track, status);
  if (!listening) listenToPopups();
  for (const tell of popups) tell(summary());

  const worst = [...board.values()].find(({ state }) => state === 'fault')?.reason ?? null;
  if (worst === fault) return;
  fault = worst;
  void ask({ type: 'fault-changed', reason: fault });
}

function summary(): ContentToPopup {
  return { type: 'status-changed', tracks: [...board.values()] };
}

function listenToPopups(): void {
  listening = true;
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== STATUS_PORT) return;
    const tell = (message: ContentToPopup) => port.postMessage(message);
    popups.add(tell);
    port.onDisconnect.addListener(() => popups.delete(tell));
    tell(summary());
  });
}
