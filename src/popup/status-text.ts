import { type CallSettings, showsCamera } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import type { TrackNews, TrackState } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import type { TabStatus } from './tab-status';

/** How the status line looks. */
export type Tone = 'idle' | TrackState;

/** `words` are read out when they change; `numbers` change every second and are only shown. */
export type StatusText = { readonly tone: Tone; readonly words: string; readonly numbers?: string };

/** A tab with several tracks is as well as its worst one. */
const WORST_FIRST: readonly TrackState[] = ['fault', 'covered', 'running', 'muted', 'off', 'ended'];

/** A track speaks once a second; of one that has been silent for longer nothing is known, ms. */
const SILENT_MS = 2000;

type Call = Pick<CallSettings, 'covered' | 'effect'>;

/** Says how a tab does, in one sentence. call: what its calls get. */
export function statusText(status: TabStatus, call: Call): StatusText {
  switch (status.kind) {
    case 'asked':
      return { tone: 'idle', words: '' };
    case 'closed':
      return { tone: 'idle', words: 'Veil cannot work on this page.' };
    case 'stale':
      return { tone: 'idle', words: 'Reload this page to use Veil here.' };
    case 'tracks':
      return status.fault ? faultText(status.fault) : tracksText(status.tracks, call);
  }
}

function faultText(reason: FaultReason): StatusText {
  return { tone: 'fault', words: FAULT_WORDS[reason] };
}

/** Whether a track does what its call is to do; of a fault, a mute or an end another sentence tells. */
function hasTaken({ state }: TrackNews, call: Call): boolean {
  if (state === 'fault' || state === 'muted' || state === 'ended') return true;
  if (call.covered) return state === 'covered';
  return showsCamera(call) === (state === 'off');
}

function tracksText(tracks: readonly TrackNews[], call: Call): StatusText {
  const [worst] = tracks.toSorted(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.fps - b.fps,
  );
  if (tracks.some(({ age }) => age > SILENT_MS))
    return {
      tone: 'covered',
      words: 'No news from the camera of this page: the page does not respond.',
    };
  if (worst?.state === 'fault') return faultText(worst.reason ?? 'loop-failed');
  if (!tracks.every((track) => hasTaken(track, call)))
    return { tone: 'covered', words: 'Switching: this page has not taken your choice yet.' };
  switch (worst?.state) {
    case 'covered':
      return {
        tone: 'covered',
        words: call.covered
          ? 'Covered, as you have chosen: only the background is sent.'
          : 'Covered: only the background is sent until your outline is found.',
      };
    case 'running': {
      const numbers = `at ${Math.round(worst.fps)} fps, ${Math.round(worst.latency)} ms delay`;
      return { tone: 'running', words: 'Running', numbers };
    }
    case 'muted':
      return { tone: 'idle', words: 'The site has muted the camera: it sends a black picture.' };
    case 'off':
      return { tone: 'off', words: 'Off: your camera is sent as it is.' };
    case 'ended':
    case undefined:
      return { tone: 'idle', words: 'No camera in use on this page.' };
  }
}
