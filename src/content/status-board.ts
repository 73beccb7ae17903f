import { browser } from '../extension/browser';
import type { DocumentState } from '../shared/document-state';
import type { FaultReason } from '../shared/fault';
import { STATUS_PORT } from '../shared/handshake';
import type { ContentToPopup } from '../shared/messages';
import type { TrackStatus } from '../shared/status';
import { ask } from './background';
import { DOCUMENT_NAME } from './document-name';

/** What the tracks of this document last said of themselves, shown to the popup and the toolbar. */
const board = new Map<number, { readonly status: TrackStatus; readonly at: number }>();
const popups = new Set<(message: ContentToPopup) => void>();
/** What is wrong with the document, whatever its tracks say; it lasts until that is reloaded. */
let documentFault: FaultReason | null = null;
/** A camera is seen that Veil did not process. */
let hasRawCamera = false;
let told: DocumentState | null = null;

/** Notes what a track says; one that has ended is taken off. Gives the number of those that live. */
export function recordStatus(status: TrackStatus): number {
  if (status.state === 'ended') board.delete(status.track);
  else board.set(status.track, { status, at: performance.now() });
  tellAll();
  return board.size;
}

/** Notes a fault of the document itself. */
export function recordDocumentFault(reason: FaultReason): void {
  if (reason === documentFault) return;
  documentFault = reason;
  tellAll();
}

/** Notes whether the page shows a camera that Veil did not process, though it should. */
export function setRawCamera(isSeen: boolean): void {
  if (isSeen === hasRawCamera) return;
  hasRawCamera = isSeen;
  tellAll();
}

/** The track that a viewer wants to see first; undefined while there is none. */
export function mainTrack(): number | undefined {
  const tracks = [...board.values()].map(({ status }) => status);
  return (tracks.find(({ state }) => state === 'running') ?? tracks[0])?.track;
}

/** What is raw is worse than what is covered. */
const faultOfDocument = () => (hasRawCamera ? 'camera-missed' : documentFault);

/** Another extension's frame that may use the camera, such as a recorder's: the browser keeps Veil out of it. */
function faultOfFrames(): FaultReason | null {
  const frames = [...document.querySelectorAll<HTMLIFrameElement>('iframe[allow*="camera"]')];
  return frames.some(({ src }) => /^(chrome|moz)-extension:/.test(src)) ? 'frame-closed' : null;
}

function tellAll(): void {
  for (const tell of popups) tell(summary());
  tellState(stateNow());
}

/** How the document does, for the toolbar; null while it has neither a camera nor a fault. */
function stateNow(): DocumentState | null {
  const tracks = [...board.values()].map(({ status }) => status);
  const fault = faultOfDocument();
  if (tracks.length === 0 && !fault) return null;
  const faulty = tracks.find(({ state }) => state === 'fault');
  const reason = fault ?? faulty?.reason ?? null;
  return { isOff: tracks.some(({ state }) => state === 'off'), reason };
}

function tellState(state: DocumentState | null): void {
  const isTold = state?.isOff === told?.isOff && state?.reason === told?.reason;
  if (isTold && (state === null) === (told === null)) return;
  told = state;
  void ask({ type: 'document-changed', state });
}

function summary(): ContentToPopup {
  const now = performance.now();
  const tracks = [...board.values()].map(({ status, at }) => ({ ...status, age: now - at }));
  const fault = faultOfDocument() ?? (tracks.length > 0 ? null : faultOfFrames());
  return { type: 'status-changed', frame: DOCUMENT_NAME, tracks, fault };
}

/** A document that goes takes its tracks and its state along. */
window.addEventListener('pagehide', () => {
  board.clear();
  for (const tell of popups) tell(summary());
  tellState(null);
});

/** Answers popups from now on; one that gets no answer takes the page for older than Veil. */
export function listenToPopups(): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== STATUS_PORT) return;
    const tell = (message: ContentToPopup) => port.postMessage(message);
    popups.add(tell);
    port.onDisconnect.addListener(() => popups.delete(tell));
    tell(summary());
  });
}
