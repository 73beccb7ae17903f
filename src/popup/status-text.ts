import type { CallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import type { TrackState, TrackStatus } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import type { TabStatus } from './tab-status';

/** How the status line looks. */
export type Tone = 'idle' | TrackState;

/** `words` are read out when they change; `numbers` change every second and are only shown. */
export type StatusText = { readonly tone: Tone; readonly words: string; readonly numbers?: string };

/** A tab with several tracks is as well as its worst one. */
const WORST_FIRST: readonly TrackState[] = ['fault', 'covered', 'running', 'off', 'ended'];

/** Says how a tab does, in one sentence. call: what its calls get. */
export function statusText(
  status: TabStatus,
  { covered }: Pick<CallSettings, 'covered'>,
): StatusText {
  switch (status.kind) {
    case 'asked':
      return { tone: 'idle', words: '' };
    case 'closed':
      return { tone: 'idle', words: 'Veil cannot work on this page.' };
    case 'stale':
      return { tone: 'idle', words: 'Reload this page to use Veil here.' };
    case 'tracks':
      return status.fault ? faultText(status.fault) : tracksText(status.tracks, covered);
  }
}

function faultText(reason: FaultReason): StatusText {
  return { tone: 'fault', words: FAULT_WORDS[reason] };
}

function tracksText(tracks: readonly TrackStatus[], covered: boolean): StatusText {
  const [worst] = tracks.toSorted(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.fps - b.fps,
  );
  switch (worst?.state) {
    case 'fault':
      return faultText(worst.reason ?? 'loop-failed');
    case 'covered':
      return {
        tone: 'covered',
        words: covered
          ? 'Covered, as you have chosen: only the background is sent.'
          : 'Covered: only the background is sent until your outline is found.',
      };
    case 'running': {
      const numbers = `at ${Math.round(worst.fps)} fps, ${Math.round(worst.latency)} ms delay`;
      return { tone: 'running', words: 'Running', numbers };
    }
    case 'off':
      return { tone: 'off', words: 'Off: your camera is sent as it is.' };
    case 'ended':
    case undefined:
      return { tone: 'idle', words: 'No camera in use on this page.' };
  }
}
