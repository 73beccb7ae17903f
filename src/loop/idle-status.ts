import { variantFor } from '../shared/model-variants';
import { type LoopStatus, NO_PHASES, type TrackState } from '../shared/status';
import { DEFAULT_TIER } from '../shared/tiers';

/** What is told of a track for which no frame loop runs. */
export function idleStatus(state: TrackState): LoopStatus {
  return {
    state,
    fps: 0,
    latency: 0,
    copies: 0,
    coveredFrames: 0,
    width: 0,
    height: 0,
    tier: DEFAULT_TIER,
    variant: variantFor({ width: 16, height: 9 }),
    kernels: 'javascript',
    phases: NO_PHASES,
  };
}
