import type { Arena } from '../kernels/arena';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { createComponents } from './components';
import { createLookReader } from './look-reader';
import { createLumaReader } from './luma';
import { createMotion, motionBytes } from './motion';
import { createOwnMotion } from './own-motion';
import { inFrame, overlap } from './places';
import { regionAround, SEEN_WELL, touches } from './region';
import { remapPlane } from './remap';
import { createVote, UNSEEN } from './vote';

/** Frames from one look at somebody to the next, at the same person or another. */
const LOOK_EVERY = 3;
/** Room around somebody, in sizes of them, for two looks in turn: what a network makes up hangs on how it is framed. */
const PADDINGS = [0.15, 0.35] as const;
/** The first look shows this much of the frame at least, most of it below: of who is small a head is found first. */
const FIRST_LOOK = 0.45;
const ABOVE = 0.12;
/** Part of the frame that somebody fills at least. */
const LEAST = 0.002;
/** So many are followed. */
const MOST = 2;
/** Looks in which somebody is not found, after which they are gone. */
const GONE = 3;

/**
 * People who are small in the frame while another is large: each is looked at in a part of the frame of their own, one at
 * a time.
 */
export type Others = {
  /** The part of the frame to be looked at in the next frame, if any. */
  readonly next: Rect | undefined;
  /** Takes the mask of that part (0..1, in the arena). */
  look(mask: Float32Array): void;
  /**
   * Takes the mask of the whole frame (0..1) and the picture it was made of (RGBA), both in the arena. Puts into the mask
   * what the looks have shown.
   */
  join(mask: Float32Array, input: Uint8Array): void;
  /** Forgets everybody: another part of the frame is seen, or another picture. */
  forget(): void;
};

/** Somebody who is followed. */
type Other = {
  /** Part of the frame of the next look. */
  region: Rect;
  /** Where they are, in fractions of the frame. */
  box: Rect;
  /** What the last look has shown and the one before, over the whole frame, moved along since. */
  seen: Float32Array<ArrayBuffer>;
  seenBefore: Float32Array<ArrayBuffer>;
  looks: number;
  /** The last look was at this frame. */
  isFresh: boolean;
  misses: number;
};

/** Bytes that it takes of its arena. */
export function othersBytes(size: Size): number {
  return 12 * size.width * size.height + motionBytes(size) + 1024;
}

/**
 * Only who moves by themselves is followed: posters and chairs are left as the whole look has them. Looks are carried along
 * with the picture until the next one.
 * size: of the masks, multiples of 16.
 */
export function createOthers(size: Size, arena: Arena): Others {
  const { width, height } = size;
  const count = width * height;
  const components = createComponents(size, arena);
  const find = createLookReader(size, components);
  const vote = createVote(components);
  const readLuma = createLumaReader(arena);
  const move = createMotion(size, arena);
  const ownMotion = createOwnMotion(size);
  let luma = arena.floats(count);
  let lumaBefore = arena.floats(count);
  let spare = new Float32Array(count);
  let others: Other[] = [];
  let next: Other | undefined;
  let frame = 0;
  let turn = 0;
  /** Somebody may be there to be followed; until then a frame costs nothing but a search in every third. */
  let watches = false;

  /** Moves a plane along from the frame before to this one; returns the new one. */
  const carry = (plane: Float32Array<ArrayBuffer>) => {
    move({ mask: plane, luma: lumaBefore }, luma, spare);
    const moved = spare;
    spare = plane;
    return moved;
  };

  /** Looks for who is to be followed, in the whole look. */
  const seek = (mask: Float32Array) => {
    const { list, box, visit } = components(mask, 0.5, 1);
    const largest = list.reduce((most, { area }) => Math.max(most, area), 0);
    const isOther = list.map(({ area }) => area >= LEAST * count && area < largest);
    watches = others.length > 0 || isOther.includes(true);
    if (!watches) ownMotion.forget();
    for (const [i, isSmaller] of isOther.entries()) {
      if (!isSmaller || others.length === MOST) continue;
      const where = inFrame(box(i), size, WHOLE);
      const isKnown = others.some((other) => overlap(other.box, where) > 0);
      if (isKnown || where.height > SEEN_WELL) continue;
      if (!ownMotion.moved((run) => visit(i, run), mask)) continue;
      const [seen, seenBefore] = [new Float32Array(count), new Float32Array(count)];
      const region = firstRegion(where);
      others.push({ region, box: where, seen, seenBefore, looks: 0, isFresh: false, misses: 0 });
    }
  };

  const forget = () => {
    others = [];
    next = undefined;
    watches = false;
    ownMotion.forget();
  };

  return {
    get next() {
      return next?.region;
    },
    look: (mask) => {
      if (!next) throw new Error('expected a look that was asked for');
      const { region } = next;
      const found = find(mask, region, next.box);
      next.seenBefore = next.seen;
      next.seen = remapPlane(mask, size, region, WHOLE, UNSEEN);
      next.looks++;
      next.isFresh = true;
      next.misses = found ? 0 : next.misses + 1;
      if (found && !isCutAside(found, region)) next.box = found;
      next.region = regionAround(next.box, PADDINGS[next.looks % 2]);
      const isLost = next.misses === GONE || next.region === WHOLE || next.box.height > SEEN_WELL;
      if (isLost) others = others.filter((other) => other !== next);
    },
    join: (mask, input) => {
      if (watches) {
        [luma, lumaBefore] = [lumaBefore, luma];
        readLuma(input, luma);
        ownMotion.see(luma);
        for (const other of others) {
          other.seenBefore = carry(other.seenBefore);
          if (!other.isFresh) other.seen = carry(other.seen);
          other.isFresh = false;
        }
      }
      next = undefined;
      const isTurn = ++frame % LOOK_EVERY === 0;
      // Whom somebody may be is soon to be known: then they are sought in every frame.
      if (isTurn || (watches && others.length === 0)) seek(mask);
      if (isTurn && others.length > 0) next = others[turn++ % others.length];
      vote(
        mask,
        others.filter(({ looks }) => looks > 1),
      );
    },
    forget,
  };
}

/** The part of the first look at somebody of whom that much is seen. */
function firstRegion({ x, y, width, height }: Rect): Rect {
  const side = Math.min(1, Math.max(FIRST_LOOK, 2 * Math.max(width, height)));
  const place = (start: number) => Math.min(1 - side, Math.max(0, start));
  return {
    x: place(x + width / 2 - side / 2),
    y: place(y - ABOVE * side),
    width: side,
    height: side,
  };
}

/** True for a box that ends at the left or right side of a region: somebody stands before another. */
function isCutAside(box: Rect, region: Rect): boolean {
  return touches({ ...box, y: region.y + region.height / 2, height: 0 }, region);
}
