import type { LoopStatus, Place } from '../../shared/status';

/** What a loop tells; place: of a call's alone. */
export type Told = LoopStatus & { readonly place?: Place };

/** at: ms of the page's clock. */
export type Sample = { readonly at: number; readonly status: Told };

/** What worked from a moment on. */
export type Change = Pick<Sample, 'at'> &
  Pick<Told, 'state' | 'reason' | 'tier' | 'variant' | 'kernels' | 'compositor' | 'place'>;

/** The last minute of a loop, second by second, and all that has changed since it was first looked at. */
export type History = {
  readonly samples: readonly Sample[];
  readonly changes: readonly Change[];
  /** Frames of the camera that were not sent since then. */
  readonly dropped: number;
};

export const NO_HISTORY: History = { samples: [], changes: [], dropped: 0 };

/** One sample a second. */
export const MOST_SAMPLES = 60;
const MOST_CHANGES = 50;

/** The history with one more sample, a second after the one before. */
export function withSample({ samples, changes, dropped }: History, sample: Sample): History {
  const { cameraFps = 0, fps } = sample.status;
  const change = changeOf(sample);
  const last = changes.at(-1);
  const isNew =
    !last || JSON.stringify({ ...last, at: 0 }) !== JSON.stringify({ ...change, at: 0 });
  return {
    samples: [...samples, sample].slice(-MOST_SAMPLES),
    changes: isNew ? [...changes, change].slice(-MOST_CHANGES) : changes,
    // Counted over periods that do not end at the same moment: less than one frame is none.
    dropped: dropped + Math.max(0, Math.round(cameraFps - fps)),
  };
}

function changeOf({ at, status }: Sample): Change {
  const { state, reason, tier, variant, kernels, compositor, place } = status;
  return {
    at,
    state,
    tier,
    variant,
    kernels,
    ...(reason && { reason }),
    ...(compositor && { compositor }),
    ...(place && { place }),
  };
}
