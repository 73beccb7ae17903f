import { boundaryF, boundaryOf } from './boundary';
import { gradientsAt } from './gradient';
import { countHeld } from './held';
import { PIXEL, type Truth } from './truth';

/** The columns of the table; README.md says in plain words what each means. */
export const MEASURES = [
  'iou',
  'f4',
  'f2',
  'mad',
  'gradient',
  'flicker',
  'flickerEdge',
  'moving',
  'drift',
] as const;

/** The columns of things that people hold. */
export const HELD_MEASURES = ['kept', 'half', 'gone', 'trail'] as const;

export type Measure = (typeof MEASURES)[number] | (typeof HELD_MEASURES)[number];

/** The measures of a sequence; one is missing where no pixel counts for it. */
export type Measures = Partial<Record<Measure, number>>;

/** Tolerances of the boundary F, pixels of a 720-line frame. */
const TOLERANCES = [4, 2] as const;

/** One processed frame. */
export type Found = {
  /** Recovered opacity, 0..1 per pixel. */
  readonly alpha: Float32Array;
  /** RGBA of the processed frame, and of the frame that was fed. */
  readonly output: Uint8Array;
  readonly input: Uint8Array;
};

/** Gathers the measures of consecutive frames. Pixels count alike, whatever frame they are in. */
export type Gauge = {
  add(truth: Truth, found: Found): void;
  result(): Measures;
};

export function createGauge(): Gauge {
  const tallies = new Map<Measure, { sum: number; count: number }>();
  let before: Float32Array | undefined;

  const tally = (measure: Measure, sum: number, count = 1) => {
    const entry = tallies.get(measure) ?? { sum: 0, count: 0 };
    entry.sum += sum;
    entry.count += count;
    tallies.set(measure, entry);
  };

  /** Intersection over union, and the boundary's F, of both mattes cut at one half. */
  const addShapes = ({ size, matte, boundary }: Truth, alpha: Float32Array) => {
    const shape = new Uint8Array(alpha.length);
    let both = 0;
    let either = 0;
    for (let i = 0; i < alpha.length; i++) {
      const found = (alpha[i] as number) >= 0.5;
      const person = (matte[i] as number) >= 128;
      if (found) shape[i] = 1;
      if (found && person) both++;
      if (found || person) either++;
    }
    tally('iou', either === 0 ? 1 : both / either);
    const tolerances = TOLERANCES.map((tolerance) => (tolerance * size.height) / 720);
    const [f4 = 0, f2 = 0] = boundaryF(boundaryOf(shape, size), boundary, tolerances, size);
    tally('f4', f4);
    tally('f2', f2);
  };

  /** Mean absolute difference to the truth, over all pixels and over those that moved; x1000. */
  const addDifferences = ({ matte, pixels }: Truth, alpha: Float32Array) => {
    let all = 0;
    let moving = 0;
    let moved = 0;
    for (let i = 0; i < alpha.length; i++) {
      const difference = Math.abs((alpha[i] as number) - (matte[i] as number) / 255);
      all += difference;
      if (((pixels[i] as number) & PIXEL.moved) === 0) continue;
      moving += difference;
      moved++;
    }
    tally('mad', all * 1000, alpha.length);
    tally('moving', moving * 1000, moved);
  };

  /** Change since the frame before where the truth stands, everywhere and in the band; x1000. */
  const addFlicker = ({ pixels }: Truth, alpha: Float32Array, last: Float32Array) => {
    const sums = [0, 0];
    const counts = [0, 0];
    for (let i = 0; i < alpha.length; i++) {
      const bits = pixels[i] as number;
      if ((bits & PIXEL.still) === 0) continue;
      const where = bits & PIXEL.band ? 1 : 0;
      sums[where] = (sums[where] as number) + Math.abs((alpha[i] as number) - (last[i] as number));
      counts[where] = (counts[where] as number) + 1;
    }
    const [away = 0, edge = 0] = sums;
    const [awayCount = 0, edgeCount = 0] = counts;
    tally('flicker', (away + edge) * 1000, awayCount + edgeCount);
    tally('flickerEdge', edge * 1000, edgeCount);
  };

  /** Squared difference of gradient magnitudes in the band, x1e6. */
  const addGradients = ({ size, band, gradients }: Truth, alpha: Float32Array) => {
    const found = gradientsAt(alpha, size, band);
    let sum = 0;
    for (let k = 0; k < band.length; k++)
      sum += ((found[k] as number) - (gradients[k] as number)) ** 2;
    tally('gradient', sum * 1e6, band.length);
  };

  /** Difference of output and input inside the person, in codes of 255, mean of the channels. */
  const addDrift = ({ pixels }: Truth, { output, input }: Found) => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < pixels.length; i++) {
      if (((pixels[i] as number) & PIXEL.inside) === 0) continue;
      for (let at = 4 * i; at < 4 * i + 3; at++)
        sum += Math.abs((output[at] as number) - (input[at] as number));
      count += 3;
    }
    tally('drift', sum, count);
  };

  /** Shares of the thing's pixels, and the mean opacity where it has left. */
  const addHeld = ({ held }: Truth, alpha: Float32Array) => {
    if (!held) return;
    const counts = countHeld(held, alpha);
    for (const measure of HELD_MEASURES)
      tally(measure, counts[measure], held[measure === 'trail' ? 'left' : 'thing'].length);
  };

  return {
    add: (truth, found) => {
      addHeld(truth, found.alpha);
      addShapes(truth, found.alpha);
      addDifferences(truth, found.alpha);
      if (before) addFlicker(truth, found.alpha, before);
      addGradients(truth, found.alpha);
      addDrift(truth, found);
      before = found.alpha;
    },
    result: () => {
      const measures: Measures = {};
      for (const [measure, { sum, count }] of tallies)
        if (count > 0) measures[measure] = sum / count;
      return measures;
    },
  };
}
