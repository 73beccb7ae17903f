import { type Arena, createArena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { createCleanup } from './cleanup';
import { createFrameMemory, type FrameMemory, remapFrameMemory } from './frame-memory';
import { createGuide, guideBytes } from './guide';
import { createLumaReader } from './luma';
import type { Matte } from './matte';
import { createMotion, type Motion } from './motion';
import { createProbabilityReader } from './probabilities';
import type { RefineSwitches } from './refine-switches';
import { resizePlane } from './remap';
import { createTemporalSmoothing } from './temporal-smoothing';

/** From mask to matte, for one size of model input. */
export type Refiner = {
  /** The last refined frame, to begin the next refiner with; undefined before the first. */
  readonly past: Past | undefined;
  /** Reads what it can of a frame while the model works. input: the RGBA that `refine` will be given. */
  prepare(input: Uint8Array): void;
  /** Bytes of the model as probabilities 0..1, cleaned up; reused by the next call. */
  read(mask: Uint8Array): Float32Array;
  /** Turns the mask that was read, that of `region`, into the matte; input: RGBA. Reused by the next call. */
  refine(input: Uint8Array, region: Rect): Matte;
  /**
   * The matte of a frame without a mask of its own: the mask before, moved along. input: RGBA of the
   * region of before. undefined without a frame before, or when the picture is another one.
   */
  follow(input: Uint8Array): Matte | undefined;
};

/** What a refiner knows of the frame before, at its own size. */
export type Past = FrameMemory & { readonly size: Size; readonly region: Rect };

export type RefinerOptions = {
  /** The grid of the guided filter: the mask's, or half as wide and high. */
  readonly guide?: 'full' | 'half';
  /** What the refiner before has seen, of any size. */
  readonly past?: Past | undefined;
  /** For an arena of its own; TypeScript does their work where there are none. */
  readonly kernels?: WebAssembly.Module | undefined;
  /** One that others use as well, with refinerBytes of room: inputs and masks in it are read where they lie. */
  readonly arena?: Arena | undefined;
};

/** Mean difference of luma from which a picture is another one: a cut, a light switched on. */
const CUT = 0.1;

/** Bytes of an arena's capacity that a refiner takes. */
export function refinerBytes(size: Size): number {
  return 32 * size.width * size.height + guideBytes(size);
}

export function createRefiner(
  size: Size,
  switches: RefineSwitches,
  options: RefinerOptions = {},
): Refiner {
  const { guide: detail = 'full', past, kernels } = options;
  const count = size.width * size.height;
  const arena = options.arena ?? createArena(kernels, refinerBytes(size));
  const readProbabilities = createProbabilityReader(arena);
  const readLuma = createLumaReader(arena);
  const cleanUp = createCleanup(size, arena);
  const smooth = createTemporalSmoothing(size, arena);
  const guide = createGuide(size, detail, switches.noise, arena);
  const plain = new Float32Array(count * 4);
  // The kernels work on copies of what comes from elsewhere.
  const copyOfMask = arena.bytes(count);
  const copyOfInput = arena.bytes(count * 4);
  let picture = copyOfInput;
  let now = createFrameMemory(size, arena);
  let before = createFrameMemory(size, arena);
  /** Of `before`; undefined while nothing has been refined. */
  let region: Rect | undefined;
  let move: Motion | undefined;
  /** What `picture` was copied from. */
  let prepared: Uint8Array | undefined;

  if (past && switches.temporal) {
    before.mask.set(resizePlane(past.mask, past.size, size));
    before.luma.set(resizePlane(past.luma, past.size, size));
    region = past.region;
  }

  const placeOf = (array: Uint8Array, copy: Uint8Array<ArrayBuffer>) => {
    if (arena.holds(array)) return array;
    copy.set(array);
    return copy;
  };

  const prepare = (input: Uint8Array) => {
    picture = placeOf(input, copyOfInput);
    if (switches.temporal) readLuma(picture, now.luma);
    prepared = input;
  };

  /** Smooths the mask, which is the one before from then on. */
  const settle = (shown: Rect) => {
    if (region) remapFrameMemory(before, size, region, shown);
    smooth(now, before);
    [now, before] = [before, now];
    region = shown;
    return before.mask;
  };

  const toMatte = (mask: Float32Array, shown: Rect): Matte => {
    prepared = undefined;
    if (switches.guided)
      return { size: guide.size, region: shown, coefficients: guide.filter(mask, picture) };
    // The mask itself as a constant: b = p, a = 0.
    for (let i = 0; i < count; i++) plain[4 * i + 3] = mask[i];
    return { size, region: shown, coefficients: plain };
  };

  return {
    get past() {
      return region && { ...before, size, region };
    },
    prepare,
    read: (mask) => {
      if (mask.length !== count) throw new Error(`expected a mask of ${size.width}x${size.height}`);
      readProbabilities(placeOf(mask, copyOfMask), now.mask);
      if (switches.cleanup) cleanUp(now.mask);
      return now.mask;
    },
    refine: (input, shown) => {
      if (prepared !== input) prepare(input);
      return toMatte(switches.temporal ? settle(shown) : now.mask, shown);
    },
    follow: (input) => {
      if (!region) return undefined;
      move ??= createMotion(size);
      prepare(input);
      if (move(before, now.luma, now.mask) > CUT) return undefined;
      return toMatte(settle(region), region);
    },
  };
}
