import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { type Rect, WHOLE } from '../shared/geometry';
import { createOthers, othersBytes } from './others';
import { scatter } from './tests/plate-stage';

const SIZE = { width: 96, height: 64 };
const COUNT = SIZE.width * SIZE.height;

/** What is somebody, at a place in fractions of the frame. */
type Shape = (x: number, y: number) => boolean;

const box =
  (left: number, right: number, top: number, bottom: number): Shape =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom;
const any =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));
const nobody: Shape = () => false;

const LARGE = box(0.02, 0.5, 0.2, 1);
/** Somebody small, and their head, so far to the right. */
const small = (off: number) => box(0.7 + off, 0.8 + off, 0.6, 1);
const head = (off: number) => box(0.72 + off, 0.78 + off, 0.6, 0.72);
/** Sways by two points in six frames. */
const sway = (frame: number) => (2 * Math.abs(((frame / 6) % 4) - 2)) / SIZE.width;

type Scene = {
  /** What the whole look shows of a frame. */
  readonly whole: (frame: number) => Shape;
  /** What a look at a part shows; number: of the look, from 0. */
  readonly look: (frame: number, number: number, region: Rect) => Shape;
  /** Where things stand, for the picture. */
  readonly off?: (frame: number) => number;
};

/** Shows frames; gives the masks, and the frames with a look of their own. */
function show({ whole, look, off = sway }: Scene, frames = 40) {
  const bytes = othersBytes(SIZE) + 8 * COUNT + 256;
  const arena = createArena(undefined, bytes);
  const others = createOthers(SIZE, arena);
  const mask = arena.floats(COUNT);
  const input = arena.bytes(4 * COUNT);
  const draw = (shape: Shape, { x, y, width, height }: Rect) => {
    for (let i = 0; i < COUNT; i++) {
      const [column, row] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      const u = x + (width * (column + 0.5)) / SIZE.width;
      mask[i] = shape(u, y + (height * (row + 0.5)) / SIZE.height) ? 1 : 0;
    }
  };
  const paint = (frame: number) => {
    const person = small(off(frame));
    for (let i = 0; i < COUNT; i++) {
      const [column, row] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      const [x, y] = [(column + 0.5) / SIZE.width, (row + 0.5) / SIZE.height];
      const isPerson = person(x, y);
      const from = isPerson ? column - Math.round(off(frame) * SIZE.width) : column;
      const value = 40 + 170 * scatter(isPerson ? 1 : 2, from >> 2, row >> 2);
      input.fill(value, 4 * i, 4 * i + 4);
    }
  };
  const looks: number[] = [];
  const masks: Float32Array[] = [];
  for (let frame = 0; frame < frames; frame++) {
    paint(frame);
    const region = others.next;
    if (region) {
      draw(look(frame, looks.length, region), region);
      others.look(mask);
      looks.push(frame);
    }
    draw(whole(frame), WHOLE);
    others.join(mask, input);
    masks.push(mask.slice());
  }
  return { looks, masks };
}

/** Share of a shape that a mask shows. */
function shareOf(mask: Float32Array | undefined, shape: Shape): number {
  let [shown, all] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    const [x, y] = [(i % SIZE.width) / SIZE.width, Math.floor(i / SIZE.width) / SIZE.height];
    if (!shape(x + 0.5 / SIZE.width, y + 0.5 / SIZE.height)) continue;
    all++;
    if ((mask?.[i] ?? 0) > 0.5) shown++;
  }
  return shown / all;
}

const wholeOf =
  (off: (frame: number) => number, more: Shape = nobody) =>
  (frame: number) =>
    any(LARGE, head(off(frame)), more);
const lookOf =
  (off: (frame: number) => number, more: Shape = nobody) =>
  (frame: number) =>
    any(LARGE, small(off(frame)), more);

it('shows all of somebody small of whom the whole look sees the head', () => {
  const { masks, looks } = show({ whole: wholeOf(sway), look: lookOf(sway) });
  for (const [frame, mask] of masks.entries()) {
    if (frame < 20) continue;
    expect(shareOf(mask, small(sway(frame)))).toBeGreaterThan(0.85);
    expect(shareOf(mask, LARGE)).toBe(1);
    // Nothing trails behind who moves.
    const around = any(small(sway(frame)), box(0.68, 0.86, 0.57, 1));
    expect(shareOf(mask, (x, y) => !around(x, y) && !LARGE(x, y))).toBe(0);
  }
  // Of three frames one at most is looked at twice.
  for (const [n, frame] of looks.entries())
    if (n > 0) expect(frame - (looks[n - 1] ?? 0)).toBeGreaterThanOrEqual(3);
});

it('goes on with somebody whom the whole look loses', () => {
  const whole = (frame: number) => (frame < 20 ? wholeOf(sway)(frame) : LARGE);
  const { masks } = show({ whole, look: lookOf(sway) });
  expect(shareOf(masks.at(-1), small(sway(39)))).toBeGreaterThan(0.85);
});

it('leaves a poster as the whole look has it, to the bit, and takes no look at it', () => {
  const still = () => 0;
  const { looks, masks } = show({ whole: wholeOf(still), look: lookOf(still), off: still }, 80);
  const { masks: alone } = show({ whole: wholeOf(still), look: () => nobody, off: still }, 1);
  expect(looks).toEqual([]);
  const isAlike = (mask: Float32Array) => mask.every((value, i) => value === alone[0]?.[i]);
  expect(masks.every(isAlike)).toBe(true);
});

it('shows nothing that one look alone makes up', () => {
  const wall = box(0.85, 0.95, 0.6, 0.9);
  const look = (frame: number, number: number) =>
    lookOf(sway, number % 2 === 0 ? any(wall, box(0.7, 0.95, 0.6, 0.9)) : nobody)(frame);
  const { masks } = show({ whole: wholeOf(sway), look });
  for (const mask of masks) expect(shareOf(mask, wall)).toBe(0);
});

it('keeps what one look alone loses', () => {
  const look = (frame: number, number: number) =>
    number % 2 === 0 ? head(sway(frame)) : small(sway(frame));
  const whole = (frame: number) => any(LARGE, small(sway(frame)));
  const { masks } = show({ whole, look });
  for (const [frame, mask] of masks.entries())
    expect(shareOf(mask, small(sway(frame)))).toBeGreaterThan(0.85);
});

it('takes away what the whole look alone makes up beside somebody', () => {
  const patch = box(0.7, 0.78, 0.5, 0.56);
  const { masks } = show({ whole: wholeOf(sway, patch), look: lookOf(sway) });
  expect(shareOf(masks[0], patch)).toBe(1);
  expect(shareOf(masks.at(-1), patch)).toBe(0);
});

it('does not believe a look that takes all for somebody', () => {
  const { masks } = show({ whole: wholeOf(sway), look: () => () => true });
  const room = (x: number, y: number) => !LARGE(x, y) && !box(0.68, 0.86, 0.57, 1)(x, y);
  for (const mask of masks) expect(shareOf(mask, room)).toBe(0);
});

it('drops who is not found any more at once', () => {
  const whole = (frame: number) => (frame < 20 ? wholeOf(sway)(frame) : LARGE);
  const look = (frame: number) => (frame < 20 ? lookOf(sway)(frame) : LARGE);
  const { masks, looks } = show({ whole, look });
  expect(shareOf(masks[24], (x, y) => !LARGE(x, y))).toBe(0);
  expect(looks.at(-1)).toBeLessThan(32);
});
