import { describe, expect, it } from 'vitest';
import type { Rect } from '../shared/geometry';
import { plainExtent } from './tests/plain-extent';
import { createView, isEverything, type View } from './view';

const SIZE = { width: 320, height: 176 };

/** What a model makes of a person in a picture: given and returned as places in fractions of the frame. */
type Model = (person: Rect, region: Rect) => Rect | 'everything' | 'nobody';

/** Knows everybody, unless they fill what it sees: then it makes everything or nobody of them. */
const near =
  (made: 'everything' | 'nobody'): Model =>
  (person, region) =>
    person.width * person.height > 0.9 * region.width * region.height ? made : person;
const broken: Model = () => 'everything';

function maskOf(region: Rect, person: Rect | 'everything' | 'nobody'): Float32Array {
  const mask = new Float32Array(SIZE.width * SIZE.height);
  if (person === 'everything') mask.fill(1);
  if (typeof person === 'string') return mask;
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const u = region.x + ((x + 0.5) / SIZE.width) * region.width - person.x;
      const v = region.y + ((y + 0.5) / SIZE.height) * region.height - person.y;
      if (u >= 0 && v >= 0 && u < person.width && v < person.height) mask[y * SIZE.width + x] = 1;
    }
  }
  return mask;
}

/** Shows a frame: the masks that were made of it, and the one to use, if it can be trusted. */
function show(view: View, person: Rect, model: Model) {
  const { region } = view;
  const mask = maskOf(region, model(person, region));
  const other = view.update(mask, false);
  const second = other && maskOf(other, model(person, other));
  const used =
    second && view.lookAgain(second) ? { mask: second, region: other } : { mask, region };
  return { looks: other ? 2 : 1, ...(!isEverything(used.mask) && used) };
}

/** Somebody in the middle who fills this part of the frame's width and height. */
const filling = (part: number): Rect => ({
  x: (1 - part) / 2,
  y: (1 - part) / 2,
  width: part,
  height: part,
});

describe('view', () => {
  it('does not trust a mask of everything that is one from further back, too', () => {
    const view = createView(SIZE, plainExtent(SIZE));
    for (let i = 0; i < 40; i++) expect(show(view, filling(0.5), broken).mask).toBeUndefined();
  });

  it('keeps the room covered when a model breaks in mid-call, whatever it showed before', () => {
    for (const part of [0, 0.3, 0.7, 0.98]) {
      const view = createView(SIZE, plainExtent(SIZE));
      for (let i = 0; i < 30; i++) show(view, filling(part), near('everything'));
      for (let i = 0; i < 40; i++) expect(show(view, filling(part), broken).mask).toBeUndefined();
    }
  });

  it('has somebody who fills the frame from the first one on, with a second look', () => {
    const view = createView(SIZE, plainExtent(SIZE));
    const { mask, region } = show(view, filling(1), near('everything'));
    expect(mask && view.stepBack.shareOf(mask)).toBeCloseTo(1);
    expect(region).toBe(view.stepBack.region);
    // Seen from there from now on, with one look a frame and another one now and then.
    const looks = Array.from(
      { length: 22 },
      () => show(view, filling(1), near('everything')).looks,
    );
    expect(looks.filter((count) => count === 2)).toHaveLength(2);
  });

  it('finds a face that the model takes for nobody, within ten frames', () => {
    const view = createView(SIZE, plainExtent(SIZE));
    for (let i = 0; i < 10; i++) show(view, filling(1), near('nobody'));
    for (let i = 0; i < 30; i++) {
      const { mask } = show(view, filling(1), near('nobody'));
      expect(mask && view.stepBack.shareOf(mask)).toBeCloseTo(1);
    }
  });

  it.each([
    'everything',
    'nobody',
  ] as const)('somebody who leans in and out again stays, though the model makes %s of them', (made) => {
    const view = createView(SIZE, plainExtent(SIZE));
    const parts = [...Array(40).keys()].map((i) => 0.5 + 0.5 * Math.sin((i / 39) * Math.PI));
    for (const part of parts) {
      const person = filling(part);
      const { mask, region } = show(view, person, near(made));
      const right = maskOf(region as Rect, person);
      expect(
        mask?.every((value, i) => value === right[i]),
        `at ${part}`,
      ).toBe(true);
    }
    expect(view.region.width).toBeLessThanOrEqual(1);
  });

  it('looks at nobody from further back only now and then, and at an ordinary person never', () => {
    const looks = (part: number) => {
      const view = createView(SIZE, plainExtent(SIZE));
      const person = { ...filling(part), y: 1 - part };
      return Array.from({ length: 40 }, () => show(view, person, near('everything')).looks);
    };
    expect(looks(0).filter((count) => count === 2)).toHaveLength(4);
    expect(looks(0.7).filter((count) => count === 2)).toHaveLength(0);
  });

  it('a view of another size goes on from where the model stood', () => {
    const view = createView(SIZE, plainExtent(SIZE));
    show(view, filling(1), near('everything'));
    const size = { width: 192, height: 112 };
    const next = createView(size, plainExtent(size), view);
    expect(next.region).toBe(next.stepBack.region);
    expect(next.region.width).toBeGreaterThan(1);
  });

  it('shows a model the frame in the middle of a grey border', () => {
    const { stepBack } = createView(SIZE, plainExtent(SIZE));
    stepBack.picture.fill(200);
    const input = new Uint8Array(4 * SIZE.width * SIZE.height);
    stepBack.surround(input);
    const at = (x: number, y: number) => input[4 * (y * SIZE.width + x)];
    expect(stepBack.size).toEqual({ width: 256, height: 144 });
    expect([at(31, 88), at(32, 16), at(287, 159), at(288, 88), at(160, 15), at(160, 160)]).toEqual([
      128, 200, 200, 128, 128, 128,
    ]);
    expect(stepBack.region.x).toBeCloseTo(-32 / 256);
    expect(stepBack.region.height).toBeCloseTo(176 / 144);
  });
});
