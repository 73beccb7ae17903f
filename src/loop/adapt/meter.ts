import type { FaultReason } from '../../shared/fault';
import { type ModelVariantName, variantFor } from '../../shared/model-variants';
import { median } from '../../shared/quantile';
import { type LoopStatus, NO_PHASES, type TrackState } from '../../shared/status';
import { DEFAULT_TIER, type Tier } from '../../shared/tiers';
import { createCameraRate } from './camera-rate';
import type { PhaseTimer } from './phase-timer';

/** A frame that went out. */
export type Sent = {
  /** The camera's, in microseconds. */
  readonly timestamp: number;
  readonly width: number;
  readonly height: number;
  /** The tier and the model in use. */
  readonly tier: Tier;
  readonly variant: ModelVariantName;
  readonly state: TrackState;
  readonly reason?: FaultReason;
  /** True when nobody is to be seen in it. */
  readonly covered: boolean;
  /** Another loop has done the work. */
  readonly isCopy: boolean;
};

/** Counts frames and tells the page how the loop does: every second, and when the state changes. */
export type Meter = {
  /** A camera frame has been read. */
  read(timestamp: number): void;
  sent(frame: Sent): void;
  end(): void;
};

const PERIOD_MS = 1000;

/** Before the first frame. */
export const NOTHING: Sent = {
  timestamp: 0,
  width: 0,
  height: 0,
  tier: DEFAULT_TIER,
  variant: variantFor({ width: 16, height: 9 }),
  state: 'covered',
  covered: true,
  isCopy: false,
};

export function createMeter(
  timer: Pick<PhaseTimer, 'report'>,
  report: (status: Omit<LoopStatus, 'kernels'>) => void,
): Meter {
  let last = NOTHING;
  let coveredFrames = 0;
  let latencies: number[] = [];
  let since = performance.now();
  const camera = createCameraRate();
  let fps = 0;
  let cameraFps = 0;
  let latency = 0;
  let copies = 0;
  let copied = 0;
  let phases = NO_PHASES;
  /**
   * Smallest distance between the clocks of camera and loop, ms, in this period and the one before:
   * that of a frame that was read at once. What a later frame has on top of it, Veil has added.
   */
  let offset = Number.POSITIVE_INFINITY;
  let nextOffset = Number.POSITIVE_INFINITY;

  const tell = (state: TrackState) => {
    const { width, height, tier, variant, reason } = last;
    report({
      state,
      ...(reason && state === 'fault' && { reason }),
      fps,
      cameraFps,
      latency,
      copies,
      coveredFrames,
      width,
      height,
      tier,
      variant,
      phases,
    });
  };

  /** Figures of one state say nothing of the next. */
  const restart = () => {
    latencies = [];
    copied = 0;
    camera.count();
    since = performance.now();
  };

  const ticking = setInterval(() => {
    const period = performance.now() - since;
    // A state that has just begun is measured with the next period.
    if (period > PERIOD_MS / 2) {
      fps = perSecond(latencies.length, period);
      cameraFps = perSecond(camera.count(), period);
      copies = perSecond(copied, period);
      latency = latencyOf(latencies);
      phases = timer.report();
      restart();
    }
    offset = nextOffset;
    nextOffset = Number.POSITIVE_INFINITY;
    tell(last.state);
  }, PERIOD_MS);

  return {
    read: (timestamp) => {
      camera.read(timestamp);
      const distance = performance.now() - timestamp / 1000;
      offset = Math.min(offset, distance);
      nextOffset = Math.min(nextOffset, distance);
    },
    sent: (frame) => {
      const changed = frame.state !== last.state || frame.reason !== last.reason;
      if (changed) restart();
      latencies.push(performance.now() - frame.timestamp / 1000 - offset);
      if (frame.isCopy) copied++;
      if (frame.covered) coveredFrames++;
      last = frame;
      if (changed) tell(frame.state);
    },
    end: () => {
      clearInterval(ticking);
      tell('ended');
    },
  };
}

/** period: in ms. */
function perSecond(count: number, period: number): number {
  return Math.round((count * 10_000) / period) / 10;
}

/** The median, 0 or more; 0 for none. */
function latencyOf(times: readonly number[]): number {
  return times.length > 0 ? Math.max(0, Math.round(median(times) * 10) / 10) : 0;
}
