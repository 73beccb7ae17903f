import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { createArches } from './arch';
import { createCleanup } from './cleanup';
import { createDoubtPatches } from './doubt-patches';
import { createFrameMemory, type FrameMemory, remapFrameMemory } from './frame-memory';
import { createGuide, guideBytes } from './guide';
import { createHalfTones } from './half-tones';
import { createLumaReader } from './luma';
import type { Matte } from './matte';
import { createMotion, type Motion, motionBytes } from './motion';
import { createProbabilityReader } from './probabilities';
import type { RefineSwitches } from './refine-switches';
import { resizePlane } from './remap';
import { createRoomPlate, roomPlateBytes } from './room-plate';
import { createTemporalSmoothing } from './temporal-smoothing';

/** What the model sees of a frame, and what it makes of that: arrays of the refiner's own arena. */
export type ModelView = {
  /** RGBA, rows from the top. */
  readonly input: Uint8Array<ArrayBuffer>;
  /** One byte per pixel, 255 = person. */
  readonly mask: Uint8Array<ArrayBuffer>;
};

/** From mask to matte, for one size of model input. */
export type Refiner = {
  /** To be filled with a frame's region, and with the whole frame. */
  readonly views: readonly [ModelView, ModelView];
  /** The last refined frame, to begin the next refiner with; undefined before the first. */
  readonly past: Past | undefined;
  /** Reads what it can of a view's input while the model works. */
  prepare(view: ModelView): void;
  /** A view's mask as probabilities 0..1, cleaned up; reused by the next call. */
  read(view: ModelView): Float32Array;
  /** Turns the mask that was read last, that of `region`, into the matte. Reused by the next call. */
  refine(view: ModelView, region: Rect): Matte;
  /** Forgets what was learned of the room: it may be another one. */
  forgetRoom(): void;
  /**
   * The matte of a frame without a mask of its own: the mask before, moved along. view: of the region of
   * before. undefined without a frame before, or when the picture is another one.
   */
  follow(view: ModelView): Matte | undefined;
};

/** What a refiner knows of the frame before, at its own size. */
export type Past = FrameMemory & { readonly size: Size; readonly region: Rect };

export type RefinerOptions = {
  /** The grid of the guided filter: the mask's, or half as wide and high. */
  readonly guide?: 'full' | 'half';
  /** What the refiner before has seen, of any size. */
  readonly past?: Past | undefined;
  /** With refinerBytes(size) of capacity left. */
  readonly arena: Arena;
};

/** Bytes that a refiner takes of its arena. */
export function refinerBytes(size: Size): number {
  const stages = guideBytes(size) + roomPlateBytes(size) + motionBytes(size);
  return 80 * size.width * size.height + stages;
}

/** Mean difference of luma from which a picture is another one: a cut, a light switched on. */
const CUT = 0.1;

export function createRefiner(
  size: Size,
  switches: RefineSwitches,
  { guide: detail = 'full', past, arena }: RefinerOptions,
): Refiner {
  const count = size.width * size.height;
  const readProbabilities = createProbabilityReader(arena);
  const readLuma = createLumaReader(arena);
  const cleanUp = createCleanup(size, arena);
  const emptyArches = switches.arches ? createArches(size, arena) : undefined;
  const smooth = createTemporalSmoothing(size, arena);
  const keepTones = switches.tones ? createHalfTones(size, arena) : undefined;
  const decidePatches = keepTones && switches.patches ? createDoubtPatches(size, arena) : undefined;
  const guide = createGuide(size, detail, switches, arena);
  const plate = switches.plate ? createRoomPlate(size, arena) : undefined;
  const plain = new Float32Array(count * 4);
  const createView = (): ModelView => ({ input: arena.bytes(4 * count), mask: arena.bytes(count) });
  const views = [createView(), createView()] as const;
  let now = createFrameMemory(size, arena);
  let before = createFrameMemory(size, arena);
  /** Of `before`; undefined while nothing has been refined. */
  let region: Rect | undefined;
  let move: Motion | undefined;
  let prepared: ModelView | undefined;

  if (past && switches.temporal) {
    before.mask.set(resizePlane(past.mask, past.size, size));
    before.luma.set(resizePlane(past.luma, past.size, size));
    region = past.region;
  }

  const prepare = (view: ModelView) => {
    if (switches.temporal) readLuma(view.input, now.luma);
    prepared = view;
  };

  /** Smooths the mask, which is the one before from then on. */
  const settle = (shown: Rect) => {
    if (region) remapFrameMemory(before, size, region, shown);
    smooth(now, before);
    [now, before] = [before, now];
    region = shown;
    return before.mask;
  };

  const toMatte = (mask: Float32Array, { input }: ModelView, shown: Rect): Matte => {
    prepared = undefined;
    const toned = keepTones?.(mask, shown) ?? mask;
    if (toned !== mask) decidePatches?.(toned, shown);
    if (switches.guided)
      return { size: guide.size, region: shown, coefficients: guide.filter(toned, input) };
    // The mask itself as a constant: b = p, a = 0.
    for (let i = 0; i < count; i++) plain[4 * i + 3] = toned[i];
    return { size, region: shown, coefficients: plain };
  };

  return {
    views,
    get past() {
      return region && { ...before, size, region };
    },
    prepare,
    read: ({ mask, input }) => {
      readProbabilities(mask, now.mask);
      if (switches.cleanup) cleanUp(now.mask, input, region && before.mask);
      return now.mask;
    },
    refine: (view, shown) => {
      if (prepared !== view) prepare(view);
      emptyArches?.(now.mask, view.input, shown);
      const mask = switches.temporal ? settle(shown) : now.mask;
      // The past that smoothing leans on never holds what the plate says.
      return toMatte(plate ? plate.apply(mask, view.input, shown) : mask, view, shown);
    },
    forgetRoom: () => plate?.forget(),
    follow: (view) => {
      if (!region) return undefined;
      move ??= createMotion(size, arena);
      prepare(view);
      if (move(before, now.luma, now.mask) > CUT) return undefined;
      return toMatte(settle(region), view, region);
    },
  };
}
