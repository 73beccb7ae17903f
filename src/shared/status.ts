import { isRecord } from './effect';
import { type FaultReason, isFaultReason } from './fault';
import { isModelVariantName, type ModelVariantName } from './model-variants';

/**
 * What a processed track says of itself, about once a second and at every change of state.
 * `covered`: the backdrop alone (or nothing recognisable) goes out, until the first mask.
 * `off`: the camera's own picture goes out, by the user's choice. `ended`: the camera was stopped.
 */
export type TrackState = 'covered' | 'running' | 'off' | 'fault' | 'ended';

export type TrackStatus = {
  /** Number of the track in its document. */
  readonly track: number;
  readonly state: TrackState;
  /** Why the state is `fault`. */
  readonly reason?: FaultReason;
  /** Frames sent in the last second. */
  readonly fps: number;
  /** Median time from the camera's frame to the one sent, ms. */
  readonly latency: number;
  /** Covered frames since the track began. */
  readonly coveredFrames: number;
  readonly width: number;
  readonly height: number;
  readonly variant: ModelVariantName;
  /** Where the frame loop runs. */
  readonly place: 'worker' | 'page';
  /** What its loops over pixels are: WASM, or TypeScript where the page's CSP forbids that. */
  readonly kernels: 'wasm' | 'typescript';
};

const STATES: readonly unknown[] = ['covered', 'running', 'off', 'fault', 'ended'];

/** Reads a status from data nobody vouches for; undefined when it is none. Never throws. */
export function parseStatus(value: unknown): TrackStatus | undefined {
  if (!isRecord(value)) return undefined;
  const {
    track,
    state,
    reason,
    fps,
    latency,
    coveredFrames,
    width,
    height,
    variant,
    place,
    kernels,
  } = value;
  const numbers = [track, fps, latency, coveredFrames, width, height];
  if (!numbers.every(isCount)) return undefined;
  if (!STATES.includes(state) || !isModelVariantName(variant)) return undefined;
  if (place !== 'worker' && place !== 'page') return undefined;
  if (kernels !== 'wasm' && kernels !== 'typescript') return undefined;
  if (reason !== undefined && !isFaultReason(reason)) return undefined;
  // Rebuilt field by field, so that nothing else rides along.
  const size = { width, height };
  const status = { track, state, fps, latency, coveredFrames, ...size, variant, place, kernels };
  return { ...status, ...(reason === undefined ? {} : { reason }) } as TrackStatus;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
