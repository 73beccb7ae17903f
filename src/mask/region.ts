import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { inFrame } from './places';

/** From this height on, in fractions of the frame, a person is seen well in the whole frame. */
export const SEEN_WELL = 0.6;
/** Room around the person when a region is chosen, in sizes of the person. */
const PADDING = 0.25;
/** A held region moves when less than this is left to one of its sides, in sizes of the person … */
const NEAR = 0.08;
/** … or when the person fills less than this of it, both ways. */
const LOOSE = 0.45;
/** The smallest region, in fractions of the frame: what is smaller is no person in a call. */
const SMALLEST = 0.25;
/** Frames between two looks at the whole frame, for somebody who was overlooked … */
const LOOK_EVERY = 10;
/** … and while something moves outside the region: a street behind a window never stops. */
const LOOK_AGAIN = 3;

/**
 * Decides which part of the frame the model sees: the people, with some room around them, or all of
 * it. A region has the frame's own shape and is held until they come near its sides.
 */
export type RegionTracker = {
  /** The part for the next frame, in fractions of the frame. */
  readonly region: Rect;
  /**
   * Takes where people are in the mask of the region, in points, and whether something moves outside it. True when the
   * frame needs the mask of the whole: somebody leaves the region or is lost, may have entered the frame, or it
   * is time to look for others.
   */
  update(people: Rect | undefined, movesOutside: boolean): boolean;
  /** Takes where they are in the mask of the whole frame. True when it must replace the region's for this frame. */
  lookAround(people: Rect | undefined): boolean;
};

/** size: of the masks. start: the region of a tracker before, of another size. */
export function createRegionTracker(size: Size, start = WHOLE): RegionTracker {
  let region: Rect = start;
  let sinceLook = 0;
  let lost = false;
  /** Something has moved outside since the last look. */
  let moved = false;

  const follow = (box: Rect | undefined) => {
    if (!box || box.height > SEEN_WELL) region = WHOLE;
    else if (region === WHOLE || !fits(box, region)) region = regionAround(box);
  };

  return {
    get region() {
      return region;
    },
    update: (people, movesOutside) => {
      const box = people && inFrame(people, size, region);
      if (region === WHOLE) {
        follow(box);
        sinceLook = 0;
        moved = false;
        return false;
      }
      sinceLook++;
      moved ||= movesOutside;
      lost = !box || touches(box, region);
      if (lost || sinceLook >= (moved ? LOOK_AGAIN : LOOK_EVERY)) return true;
      follow(box);
      return false;
    },
    lookAround: (people) => {
      sinceLook = 0;
      moved = false;
      const box = people && inFrame(people, size, WHOLE);
      const others = box !== undefined && !inside(box, region);
      // Nobody in the whole frame either: it stays in view until somebody comes.
      if (lost || others) region = WHOLE;
      if (lost || others) follow(box);
      return lost || others;
    },
  };
}

/** The smallest part of the frame's own shape that holds the box and its padding, in sizes of it; at most `WHOLE`. */
export function regionAround(box: Rect, padding = PADDING): Rect {
  const side = Math.min(1, Math.max(SMALLEST, Math.max(box.width, box.height) * (1 + 2 * padding)));
  if (side === 1) return WHOLE;
  const place = (start: number, length: number) =>
    Math.min(1 - side, Math.max(0, start + length / 2 - side / 2));
  return { x: place(box.x, box.width), y: place(box.y, box.height), width: side, height: side };
}

/** Room between box and region on each side; endless where the region's side is the frame's. */
function margins(box: Rect, region: Rect): number[] {
  const free = Number.POSITIVE_INFINITY;
  const end = (start: number, length: number) => start + length;
  return [
    region.x <= 0 ? free : box.x - region.x,
    region.y <= 0 ? free : box.y - region.y,
    end(region.x, region.width) >= 1 ? free : end(region.x, region.width) - end(box.x, box.width),
    end(region.y, region.height) >= 1
      ? free
      : end(region.y, region.height) - end(box.y, box.height),
  ];
}

/** True when the box reaches a side of the region that is not the frame's. */
export function touches(box: Rect, region: Rect): boolean {
  return margins(box, region).some((margin) => margin < 0.01 * region.width);
}

function inside(box: Rect, region: Rect): boolean {
  return margins(box, region).every((margin) => margin >= 0);
}

function fits(box: Rect, region: Rect): boolean {
  const near = NEAR * Math.max(box.width, box.height);
  const loose = box.width < LOOSE * region.width && box.height < LOOSE * region.height;
  return !loose && margins(box, region).every((margin) => margin >= near);
}
