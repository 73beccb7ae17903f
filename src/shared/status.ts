import { type CompositorName, isCompositorName } from './compositor-name';
import { type FaultReason, isFaultReason } from './fault';
import { isModelVariantName, type ModelVariantName } from './model-variants';
import { isRecord } from './parse';
import { isTier, type Tier } from './tiers';

/**
 * What a processed track says of itself, about once a second and at every change of state.
 * `covered`: the backdrop alone (or nothing recognisable) goes out, until the first mask.
 * `off`: the camera's own picture goes out, by the user's choice. `muted`: the site has disabled the track,
 * which is black. `ended`: the camera was stopped.
 */
export type TrackState = 'covered' | 'running' | 'off' | 'muted' | 'fault' | 'ended';

/**
 * What a frame passes through: its model input is read, its mask inferred (with the way to the
 * segmenter and back), the mask refined to a matte, the frame composited and written to the sink.
 */
export const PHASE_NAMES = ['read', 'infer', 'refine', 'composite', 'write'] as const;
export type PhaseName = (typeof PHASE_NAMES)[number];

/** Time per frame, ms: the median and the 95th percentile of the last second. */
export type PhaseTime = { readonly p50: number; readonly p95: number };
export type PhaseTimes = Readonly<Record<PhaseName, PhaseTime>>;

const NO_TIME: PhaseTime = { p50: 0, p95: 0 };
/** Where nothing was measured. */
export const NO_PHASES: PhaseTimes = {
  read: NO_TIME,
  infer: NO_TIME,
  refine: NO_TIME,
  composite: NO_TIME,
  write: NO_TIME,
};

/** Where a frame loop runs: in a worker of the page, or of the extension, or on the page's main thread. */
const PLACES = ['worker', 'extension', 'page'] as const;
export type Place = (typeof PLACES)[number];

export type TrackStatus = {
  /** Number of the track in its document. */
  readonly track: number;
  readonly state: TrackState;
  /** Why the state is `fault`. */
  readonly reason?: FaultReason;
  /** Frames sent in the last second. */
  readonly fps: number;
  /** Frames that the camera made in that second, also those that nobody took; an older Veil does not tell. */
  readonly cameraFps?: number;
  /** Median time from the camera's frame to the one sent, ms. */
  readonly latency: number;
  /** Frames sent in the last second that another track of the camera had made. */
  readonly copies: number;
  /** Covered frames since the track began. */
  readonly coveredFrames: number;
  readonly width: number;
  readonly height: number;
  /** The tier and the model that are in use. */
  readonly tier: Tier;
  readonly variant: ModelVariantName;
  readonly phases: PhaseTimes;
  readonly place: Place;
  /** What its loops over pixels are: WASM, or JavaScript where the page's CSP forbids that. */
  readonly kernels: 'wasm' | 'javascript';
  /** What draws the frames; absent while nothing does. */
  readonly compositor?: CompositorName;
  /** A trial has chosen what draws, in this call or before. */
  readonly isFound?: boolean;
};

/** What a track has said of itself last. age: how long ago, ms. */
export type TrackNews = TrackStatus & { readonly age: number };

/** What a loop knows of a track's status; its host adds the rest. */
export type LoopStatus = Omit<TrackStatus, 'track' | 'place'>;

const STATES: readonly unknown[] = ['covered', 'running', 'off', 'muted', 'fault', 'ended'];

/** Reads a status from data nobody vouches for; undefined when it is none. Never throws. */
export function parseStatus(value: unknown): TrackStatus | undefined {
  if (!isRecord(value)) return undefined;
  const { track, state, reason, fps, latency, copies, coveredFrames, width, height } = value;
  const { tier, variant, place, kernels, compositor, isFound, cameraFps } = value;
  const phases = parsePhases(value['phases']);
  const numbers = [track, fps, latency, copies, coveredFrames, width, height];
  if (!numbers.every(isCount)) return undefined;
  if (!STATES.includes(state) || !isModelVariantName(variant)) return undefined;
  if (!isTier(tier) || !phases) return undefined;
  if (!(PLACES as readonly unknown[]).includes(place)) return undefined;
  if (kernels !== 'wasm' && kernels !== 'javascript') return undefined;
  if (reason !== undefined && !isFaultReason(reason)) return undefined;
  if (compositor !== undefined && !isCompositorName(compositor)) return undefined;
  if (isFound !== undefined && typeof isFound !== 'boolean') return undefined;
  if (cameraFps !== undefined && !isCount(cameraFps)) return undefined;
  // Rebuilt field by field, so that nothing else rides along.
  const figures = { fps, latency, copies, coveredFrames, width, height, phases };
  const status = { track, state, tier, variant, place, kernels, ...figures };
  const rest = {
    ...(reason && { reason }),
    ...(compositor && { compositor }),
    ...(isFound && { isFound }),
    ...(cameraFps !== undefined && { cameraFps }),
  };
  return { ...status, ...rest } as TrackStatus;
}

function parsePhases(value: unknown): PhaseTimes | undefined {
  if (!isRecord(value)) return undefined;
  const phases = { ...NO_PHASES };
  for (const name of PHASE_NAMES) {
    const time = value[name];
    if (!isRecord(time)) return undefined;
    const { p50, p95 } = time;
    if (!isCount(p50) || !isCount(p95)) return undefined;
    phases[name] = { p50, p95 };
  }
  return phases;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
