/** The costs of the frames of the last second, in rings: nothing is allocated per frame. */
export type CostWindow = {
  /** All in ms. at: of the loop's clock. interval: to the frame before, by the camera's clock. */
  add(at: number, interval: number, busy: number, matting: number): void;
  clear(): void;
  /**
   * The 75th percentile of `busy`, but never less than four frames from the top: up to three slow
   * frames say nothing. undefined with fewer than four frames, or before half a window.
   */
  slow(): number | undefined;
  /** The mean of `busy`: what the loop must find time for. */
  mean(): number;
  /** The least of the last four frames' `busy`: what is slow for good, and no spike. */
  lasting(): number;
  /** The camera's interval: the 10th percentile, since frames that were dropped leave longer ones. */
  interval(): number;
  /** Part of `busy` that was `matting`, 0..1. */
  mattingShare(): number;
};

/** Long enough for a few frames of a slow device, short enough to act within a second. */
const WINDOW_MS = 1200;
/** Frames kept: more come only from a camera of over 100 frames a second. */
const CAPACITY = 128;
const FEWEST = 4;

export function createCostWindow(): CostWindow {
  const ring = () => new Float64Array(CAPACITY);
  const [ats, intervals, busies, mattings, sorted] = [ring(), ring(), ring(), ring(), ring()];
  let next = 0;
  let count = 0;

  const place = (back: number) => (next - back + CAPACITY) % CAPACITY;

  /** Value at a rank, 0 the least, of the values in the window. */
  const ranked = (values: Float64Array, rank: number) => {
    for (let n = 0; n < count; n++) sorted[n] = values[place(n + 1)] as number;
    // The rest of the ring must stay behind.
    sorted.fill(Number.POSITIVE_INFINITY, count).sort();
    return sorted[rank] as number;
  };

  const sum = (values: Float64Array) => {
    let total = 0;
    for (let n = 0; n < count; n++) total += values[place(n + 1)] as number;
    return total;
  };

  return {
    add: (at, interval, busy, matting) => {
      ats[next] = at;
      intervals[next] = interval;
      busies[next] = busy;
      mattings[next] = matting;
      next = (next + 1) % CAPACITY;
      count = Math.min(CAPACITY, count + 1);
      while (count > FEWEST && (ats[place(count)] as number) < at - WINDOW_MS) count--;
    },
    clear: () => {
      count = 0;
    },
    slow: () => {
      const span = (ats[place(1)] as number) - (ats[place(count)] as number);
      if (count < FEWEST || span < WINDOW_MS / 2) return undefined;
      return ranked(busies, Math.max(0, Math.min(Math.floor(0.75 * count), count - FEWEST)));
    },
    mean: () => sum(busies) / count,
    lasting: () => {
      let least = Number.POSITIVE_INFINITY;
      for (let n = 1; n <= FEWEST; n++) least = Math.min(least, busies[place(n)] as number);
      return least;
    },
    interval: () => ranked(intervals, Math.floor(0.1 * count)),
    mattingShare: () => sum(mattings) / sum(busies),
  };
}
