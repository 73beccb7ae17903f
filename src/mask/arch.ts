import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { createSpanFinder } from './arch-spans';
import { type Components, createComponents } from './components';
import { sameRect } from './frame-memory';
import { createGapJudge } from './gap';

/** Points of the smallest arch and of the largest. */
const SMALLEST = 16;
const LARGEST = 600;
/** So many arches of a frame are judged: each takes a look at the colours. */
const MOST_ARCHES = 6;
/** Frames, in the mean of its points, for which an arch has been there when it is emptied; and how many are counted. */
const FIRST = 2.2;
const LONGEST = 6;
/** A mask that is neither person nor room for the judge. */
const NEITHER = 0.5;

/** Empties the arches of a mask (0..1, in the arena) of a part of the frame, in place. input: RGBA of the model. */
export type Arches = (mask: Float32Array, input: Uint8Array, region: Rect) => void;

/**
 * An arch is room that something thin of the person encloses: a headset's boom with the cheek, a cup's handle, fingers. The
 * model takes it for the person, without a doubt. It is found by colours (see createSpanFinder), and is room if the
 * person around it has none of its colours, as they would have of a pattern's, and if it stays for some frames.
 */
export function createArches(size: Size, arena: Arena): Arches {
  const count = size.width * size.height;
  const others = arena.floats(count);
  const components = createComponents(size, arena);
  const findSpans = createSpanFinder(size, arena);
  const isGap = createGapJudge(size);
  /** Frames for which each point has been in an arch. */
  const ages = new Float32Array(count);
  let isAnyOld = false;
  let shown: Rect | undefined;

  /** The places of the components that show the room, each with the frames for which it has been one. */
  const archesAmong = (
    { list, mean, visit }: Components,
    mask: Float32Array,
    input: Uint8Array,
  ) => {
    const fits = list.flatMap(({ area }, i) => (area >= SMALLEST && area <= LARGEST ? i : []));
    if (fits.length > 0) others.set(mask);
    return fits.slice(0, MOST_ARCHES).flatMap((i) => {
      const age = mean(ages, i);
      // What is judged is not the person around it.
      visit(i, (first, last) => others.fill(NEITHER, first, last));
      const isArch = isGap((run) => visit(i, run), others, input, age >= 1);
      visit(i, (first, last) => others.set(mask.subarray(first, last), first));
      return isArch ? { i, age: Math.min(LONGEST, age + 1) } : [];
    });
  };

  const grow = () => {
    if (!isAnyOld) return;
    for (let i = 0; i < count; i++) ages[i] = Math.max(0, ages[i] - 1);
    isAnyOld = ages.some((age) => age > 0);
  };

  return (mask, input, region) => {
    if (!shown || !sameRect(shown, region)) ages.fill(0);
    shown = region;
    const spans = findSpans(mask, input);
    const found = spans && components(spans, 0, 1);
    const arches = found ? archesAmong(found, mask, input) : [];
    grow();
    for (const { i, age } of arches) {
      isAnyOld = true;
      found?.visit(i, (first, last) => {
        ages.fill(age, first, last);
        if (age >= FIRST) mask.fill(0, first, last);
      });
    }
  };
}
