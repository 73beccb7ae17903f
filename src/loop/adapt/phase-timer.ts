import { median, quantile } from '../../shared/quantile';
import { NO_PHASES, PHASE_NAMES, type PhaseName, type PhaseTimes } from '../../shared/status';

/** Measures what one frame passes through, one phase after the other. */
export type Laps = {
  /** A phase has ended: it gets the time since the one before did. A frame may pass it twice. */
  lap(phase: PhaseName): void;
  /** What has passed since the last phase was another frame's time. */
  resume(): void;
  /** The frame has been sent, with a mask of its own or without (then it does not count). */
  end(counts: boolean): FrameTimes;
};

/** What a frame took. Good until the frame after the next begins. */
export type FrameTimes = {
  /** When it was begun and when it was sent, ms of the loop's clock. */
  readonly begunAt: number;
  readonly endedAt: number;
  /** Time in each phase, ms. */
  readonly phases: Readonly<Record<PhaseName, number>>;
};

/** Gathers the laps of frames. Nothing is allocated per frame. */
export type PhaseTimer = {
  /** A frame begins; the laps are good until the frame after the next does. */
  begin(): Laps;
  /** The times since the last report. */
  report(): PhaseTimes;
};

/** Frames kept between two reports, a second apart. */
const CAPACITY = 128;

export function createPhaseTimer(): PhaseTimer {
  const rings = new Map(PHASE_NAMES.map((name) => [name, new Float64Array(CAPACITY)]));
  let next = 0;
  let count = 0;

  const keep = (phases: Record<PhaseName, number>) => {
    for (const name of PHASE_NAMES) (rings.get(name) as Float64Array)[next] = phases[name];
    next = (next + 1) % CAPACITY;
    count = Math.min(CAPACITY, count + 1);
  };

  const createLaps = () => {
    const phases: Record<PhaseName, number> = {
      read: 0,
      infer: 0,
      refine: 0,
      composite: 0,
      write: 0,
    };
    let begunAt = 0;
    let mark = 0;
    const laps: Laps = {
      lap: (phase) => {
        const now = performance.now();
        phases[phase] += now - mark;
        mark = now;
      },
      resume: () => {
        mark = performance.now();
      },
      end: (counts) => {
        if (counts) keep(phases);
        return { begunAt, endedAt: performance.now(), phases };
      },
    };
    const clear = () => {
      for (const name of PHASE_NAMES) phases[name] = 0;
      begunAt = mark = performance.now();
    };
    return { laps, clear };
  };
  // Two frames are under way at most.
  const turns = [createLaps(), createLaps()] as const;
  let turn = 0;

  return {
    begin: () => {
      turn = 1 - turn;
      const { laps, clear } = turns[turn] as (typeof turns)[number];
      clear();
      return laps;
    },
    report: () => {
      if (count === 0) return NO_PHASES;
      const phases = { ...NO_PHASES };
      for (const [name, ring] of rings) {
        const times = Float64Array.from({ length: count }, (_, n) => valueAgo(ring, n));
        phases[name] = { p50: rounded(median(times)), p95: rounded(quantile(times, 0.95)) };
      }
      count = 0;
      return phases;
    },
  };

  function valueAgo(ring: Float64Array, frames: number): number {
    return ring[(next - 1 - frames + CAPACITY) % CAPACITY] as number;
  }
}

function rounded(time: number): number {
  return Math.round(time * 100) / 100;
}
