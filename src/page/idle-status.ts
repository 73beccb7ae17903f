import { variantFor } from '../shared/model-variants';
import { NO_STAGES, type TrackState } from '../shared/status';
import { DEFAULT_TIER } from '../shared/tiers';
import type { LoopStatus } from './remote-messages';

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
    kernels: 'typescript',
    stages: NO_STAGES,
  };
}
