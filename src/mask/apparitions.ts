import type { Arena } from '../kernels/arena';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { createComponents } from './components';
import { inFrame, overlap } from './places';
import { regionAround } from './region';

/** Room around a patch in its looks, in sizes of it: a hand by itself is seen in some and not in others. */
const PADDINGS = [0.15, 0.35, 0.6] as const;
/** Part of the frame from which on a patch is worth a look, and the frames for which it has stayed where it is. */
const LEAST = 0.002;
export const STEADY = 10;
/** A look of less, as a part of the patch's box, shows nobody there; a real person fills a third of theirs. */
const NOBODY = 0.05;
/** A patch is the same as before when so much of the larger box is common. */
const SAME = 0.6;
/** So many are remembered, and for so many frames until they are looked at again. */
const MOST = 4;
const LASTS = 90;

/** A patch apart from the largest person: frames in which it was there and since it came, and what looks at it have shown. */
type Patch = { readonly box: Rect; seen: number; age: number; looks: number; isSomebody: boolean };

/**
 * Patches of a whole look that are taken for somebody though looks of their own show nobody: a bright corner, say.
 */
export type Apparitions = {
  /** The part of the frame to be looked at in a frame to come, if any. */
  readonly next: Rect | undefined;
  /** Takes the mask of that part (0..1, in the arena). */
  look(mask: Float32Array): void;
  /** Takes what is nobody out of a mask of the whole frame (0..1, in the arena), in place. */
  drop(mask: Float32Array): void;
  /** Forgets all: another picture. */
  forget(): void;
};

/** Bytes that it takes of its arena. */
export function apparitionsBytes({ width, height }: Size): number {
  return 4 * width * height + 1024;
}

/** Nothing is ever raised, and the largest person stays. size: of the masks. */
export function createApparitions(size: Size, arena: Arena): Apparitions {
  const components = createComponents(size, arena);
  let patches: Patch[] = [];
  let next: Patch | undefined;

  const regionOf = ({ box, looks }: Patch): Rect => regionAround(box, PADDINGS[looks]);
  const isNobody = ({ looks, isSomebody }: Patch): boolean =>
    looks === PADDINGS.length && !isSomebody;

  /** The patch that is remembered of a place, or a new one; undefined when there are too many. */
  const patchAt = (box: Rect): Patch | undefined => {
    const known = patches.find(
      (patch) => overlap(patch.box, box) >= SAME * Math.max(areaOf(patch.box), areaOf(box)),
    );
    if (known || patches.length === MOST) return known;
    const patch = { box, seen: 0, age: 0, looks: 0, isSomebody: false };
    patches.push(patch);
    return patch;
  };

  return {
    get next() {
      return next && regionOf(next);
    },
    look: (mask) => {
      if (!next) throw new Error('expected a look that was asked for');
      next.isSomebody ||= shareOf(mask, size, next.box, regionOf(next)) >= NOBODY;
      next.looks = next.isSomebody ? PADDINGS.length : next.looks + 1;
      next = undefined;
    },
    drop: (mask) => {
      for (const patch of patches) patch.age++;
      patches = patches.filter(({ age }) => age < LASTS);
      next = undefined;
      const { list, box, fill } = components(mask, 0.1, 1);
      const largest = list.reduce((most, { area }) => Math.max(most, area), 0);
      const dropped = list.map(({ area }, i) => {
        if (area === largest || area < LEAST * mask.length) return false;
        const patch = patchAt(inFrame(box(i), size, WHOLE));
        if (!patch) return false;
        patch.seen++;
        if (patch.seen >= STEADY && patch.looks < PADDINGS.length) next ??= patch;
        return isNobody(patch);
      });
      if (dropped.includes(true)) fill(mask, dropped, 0);
    },
    forget: () => {
      patches = [];
      next = undefined;
    },
  };
}

/** The part of a box that shows somebody in the mask of a region around it. */
function shareOf(mask: Float32Array, { width, height }: Size, box: Rect, region: Rect): number {
  const column = (x: number) => ((x - region.x) / region.width) * width;
  const row = (y: number) => ((y - region.y) / region.height) * height;
  const left = Math.max(0, Math.floor(column(box.x)));
  const right = Math.min(width, Math.ceil(column(box.x + box.width)));
  const top = Math.max(0, Math.floor(row(box.y)));
  const bottom = Math.min(height, Math.ceil(row(box.y + box.height)));
  let seen = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if (mask[y * width + x] > 0.5) seen++;
  return seen / ((right - left) * (bottom - top));
}

const areaOf = ({ width, height }: Rect): number => width * height;
