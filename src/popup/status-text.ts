import { type CallSettings, showsCamera } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import type { TrackNews, TrackState } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import type { TabStatus } from '../ui/watch-tab';
import type { Sentence } from '../ui/words';
import type { CameraAccess } from './use-camera-access';

/** How the status line looks. */
export type Tone = 'idle' | TrackState;

/** `words` are read out when they change; `figures` change every second and are shown to who asks. */
export type StatusText = {
  readonly tone: Tone;
  readonly words?: Sentence;
  readonly figures?: Sentence;
  /** Loading the page again mends what is wrong. */
  readonly reload?: true;
};

type Call = Pick<CallSettings, 'effect' | 'covered'>;

/** A tab with several tracks is as well as its worst one. */
const WORST_FIRST: readonly TrackState[] = ['fault', 'covered', 'running', 'muted', 'off', 'ended'];

/** A track speaks once a second; of one that has been silent for longer nothing is known, ms. */
const SILENT_MS = 2000;

/** Faults that do not end by themselves, and do with the page. */
const MENDED_BY_RELOAD: readonly FaultReason[] = ['extension-gone', 'loop-failed'];

const EFFECT_WORDS = {
  blur: 'status_blur',
  color: 'status_color',
  image: 'status_image',
  none: 'status_off',
} as const;

/**
 * Says in one sentence how a tab does, and what others see. call: what its calls get; access: whether the page may
 * have a camera, if that is known.
 */
export function statusText(status: TabStatus, call: Call, access?: CameraAccess): StatusText {
  switch (status.kind) {
    case 'asked':
      return { tone: 'idle' };
    case 'closed':
      return { tone: 'idle', words: ['status_closed'] };
    case 'stale':
      return { tone: 'idle', words: ['status_stale'], reload: true };
    case 'tracks':
      return status.fault ? faultText(status.fault) : tracksText(status.tracks, call, access);
  }
}

function faultText(reason: FaultReason): StatusText {
  const words: Sentence = [FAULT_WORDS[reason]];
  return { tone: 'fault', words, ...(MENDED_BY_RELOAD.includes(reason) && { reload: true }) };
}

/** Whether a track does what its call is to do; of a fault, a mute or an end another sentence tells. */
function hasTaken({ state }: TrackNews, call: Call): boolean {
  if (state === 'fault' || state === 'muted' || state === 'ended') return true;
  if (call.covered) return state === 'covered';
  return showsCamera(call) === (state === 'off');
}

/** Whether a track of the tab has not told yet that it does what its call is to do. */
export function isSwitching(status: TabStatus, call: Call): boolean {
  return status.kind === 'tracks' && !status.tracks.every((track) => hasTaken(track, call));
}

function tracksText(
  tracks: readonly TrackNews[],
  call: Call,
  access: CameraAccess | undefined,
): StatusText {
  const [worst] = tracks.toSorted(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.fps - b.fps,
  );
  if (tracks.some(({ age }) => age > SILENT_MS))
    return { tone: 'covered', words: ['status_no_news'] };
  if (worst?.state === 'fault') return faultText(worst.reason ?? 'loop-failed');
  if (!tracks.every((track) => hasTaken(track, call)))
    return { tone: 'covered', words: ['status_switching'] };
  switch (worst?.state) {
    case 'covered':
      return { tone: 'covered', words: [call.covered ? 'status_covered' : 'status_finding'] };
    case 'running': {
      const figures = ['figures', Math.round(worst.fps), Math.round(worst.latency)] as const;
      return { tone: 'running', words: [EFFECT_WORDS[call.effect.kind]], figures };
    }
    case 'muted':
      return { tone: 'idle', words: ['status_muted'] };
    case 'off':
      return { tone: 'off', words: ['status_off'] };
    case 'ended':
    case undefined:
      return idleText(call, access);
  }
}

/** What a call would show. */
function idleText({ effect, covered }: Call, access: CameraAccess | undefined): StatusText {
  if (access === 'refused') return { tone: 'idle', words: ['status_refused'] };
  if (covered) return { tone: 'covered', words: ['status_idle_covered'] };
  if (effect.kind === 'none') return { tone: 'off', words: ['status_idle_off'] };
  return { tone: 'idle', words: [access === 'unasked' ? 'status_unasked' : 'status_idle'] };
}
