import { describe, expect, it } from 'vitest';
import { type Rect, WHOLE } from '../shared/geometry';
import { createRegionTracker, type RegionTracker } from './region';
import { plainExtent } from './tests/plain-extent';

const size = { width: 160, height: 90 };

const readExtent = plainExtent(size);

/** Where people are in the mask of `region` who are at the given places of the frame (fractions). */
function boxIn(region: Rect, ...people: Rect[]): Rect | undefined {
  const mask = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const u = region.x + ((x + 0.5) / size.width) * region.width;
      const v = region.y + ((y + 0.5) / size.height) * region.height;
      const seen = people.some(
        (p) => u >= p.x && u < p.x + p.width && v >= p.y && v < p.y + p.height,
      );
      mask[y * size.width + x] = seen ? 1 : 0;
    }
  }
  return readExtent(mask).box;
}

/** Shows one frame to the tracker; true when it used the whole frame's mask. */
function show(tracker: RegionTracker, ...people: Rect[]): boolean {
  return showMotion(tracker, false, ...people);
}

function showMotion(tracker: RegionTracker, movesOutside: boolean, ...people: Rect[]): boolean {
  if (!tracker.update(boxIn(tracker.region, ...people), movesOutside))
    return tracker.region === WHOLE;
  return tracker.lookAround(boxIn(WHOLE, ...people));
}

const holds = (region: Rect, { x, y, width, height }: Rect) =>
  region.x <= x &&
  region.y <= y &&
  region.x + region.width >= x + width &&
  region.y + region.height >= y + height;

const SMALL: Rect = { x: 0.4, y: 0.6, width: 0.15, height: 0.4 };
const LARGE: Rect = { x: 0.2, y: 0.2, width: 0.5, height: 0.8 };

describe('region tracker', () => {
  it('begins with the whole frame, and stays there for a large person and for nobody', () => {
    const tracker = createRegionTracker(size);
    expect(tracker.region).toEqual(WHOLE);
    show(tracker, LARGE);
    expect(tracker.region).toEqual(WHOLE);
    show(tracker);
    expect(tracker.region).toEqual(WHOLE);
  });

  it('closes in on a small person, with room around, in the shape of the frame', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    const { region } = tracker;
    expect(region.width).toBeLessThan(0.7);
    expect(region.width).toBeCloseTo(region.height);
    expect(holds(region, SMALL)).toBe(true);
  });

  it('holds still while the person sways', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    const { region } = tracker;
    for (let frame = 0; frame < 60; frame++) {
      show(tracker, { ...SMALL, x: SMALL.x + 0.02 * Math.sin(frame / 5) });
      expect(tracker.region).toBe(region);
    }
  });

  it('moves along with a person who walks', () => {
    const tracker = createRegionTracker(size);
    for (let x = 0.4; x < 0.8; x += 0.02) {
      const person = { ...SMALL, x };
      show(tracker, person);
      expect(holds(tracker.region, person)).toBe(true);
    }
  });

  it('takes the whole frame at once for a person who grows out of the region', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    expect(show(tracker, LARGE)).toBe(true);
    expect(tracker.region).toEqual(WHOLE);
  });

  it('finds somebody who enters within some frames', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    const second: Rect = { x: 0.85, y: 0.5, width: 0.1, height: 0.3 };
    let frames = 1;
    while (!show(tracker, SMALL, second)) frames++;
    expect(frames).toBeLessThanOrEqual(10);
    expect(holds(tracker.region, second)).toBe(true);
  });

  it('finds somebody who enters on the very frame that shows motion', () => {
    const tracker = createRegionTracker(size);
    for (let frame = 0; frame < 4; frame++) show(tracker, SMALL);
    const second: Rect = { x: 0.9, y: 0.5, width: 0.1, height: 0.3 };
    expect(showMotion(tracker, true, SMALL, second)).toBe(true);
    expect(holds(tracker.region, SMALL)).toBe(true);
    expect(holds(tracker.region, second)).toBe(true);
  });

  it('looks at every third frame, and no more, while the room moves all the time', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    const { region } = tracker;
    const looks = Array.from({ length: 30 }, () => {
      const wanted = tracker.update(boxIn(tracker.region, SMALL), true);
      if (wanted) tracker.lookAround(boxIn(WHOLE, SMALL));
      return wanted;
    });
    expect(looks.filter(Boolean)).toHaveLength(10);
    expect(tracker.region).toBe(region);
  });

  it('does not forget a motion that came too soon after a look', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    const second: Rect = { x: 0.9, y: 0.5, width: 0.1, height: 0.3 };
    expect(showMotion(tracker, true, SMALL, second)).toBe(false);
    expect(show(tracker, SMALL, second)).toBe(false);
    expect(show(tracker, SMALL, second)).toBe(true);
  });

  it('holds two people in one region, and takes the whole frame when they stand far apart', () => {
    const tracker = createRegionTracker(size);
    const beside: Rect = { ...SMALL, x: 0.5 };
    show(tracker, SMALL, beside);
    expect(tracker.region.width).toBeLessThan(1);
    expect(holds(tracker.region, SMALL) && holds(tracker.region, beside)).toBe(true);
    const apart = createRegionTracker(size);
    show(apart, { ...SMALL, x: 0.02 }, { ...SMALL, x: 0.83 });
    expect(apart.region).toBe(WHOLE);
  });

  it('looks at the whole frame again when everybody has left', () => {
    const tracker = createRegionTracker(size);
    show(tracker, SMALL);
    show(tracker);
    expect(tracker.region).toEqual(WHOLE);
  });

  it('never looks outside the frame', () => {
    const tracker = createRegionTracker(size);
    for (const [x, y] of [
      [0, 0],
      [0.85, 0],
      [0, 0.6],
      [0.85, 0.6],
    ] as const) {
      show(tracker, { x, y, width: 0.15, height: 0.4 });
      expect(holds(WHOLE, tracker.region)).toBe(true);
    }
  });
});
