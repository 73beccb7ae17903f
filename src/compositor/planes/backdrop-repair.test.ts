import { expect, it } from 'vitest';
import { BACKGROUND, FOREGROUND, UNKNOWN } from '../../kernels/constants';
import { createBackdropRepair } from './backdrop-repair';
import { copyTile, createPlanes, type Planes } from './planes';
import { createTiles } from './tiles';

const SIZE = { width: 70, height: 40 };
const KINDS = [BACKGROUND, UNKNOWN, FOREGROUND];

function picture(seed: number): Planes {
  const planes = createPlanes(SIZE);
  for (let i = 0; i < planes.bytes.length; i++) planes.bytes[i] = (i * 31 + seed * 77) % 251;
  return planes;
}

function still(seed: number) {
  return { picture: picture(seed), soft: picture(seed + 1) };
}

/** A picture with the person of a frame, whose bytes are all 255, in all tiles but the background's. */
function draw(out: Planes, { across, trimap }: ReturnType<typeof createTiles>, from: Planes) {
  trimap.forEach((kind, tile) => {
    if (kind !== BACKGROUND)
      copyTile(from, out, 8 * (tile % across), 8 * Math.floor(tile / across));
  });
}

it('leaves the backdrop wherever a frame may show it, whatever was drawn before', () => {
  const [repair, out, tiles] = [createBackdropRepair(), createPlanes(SIZE), createTiles(SIZE)];
  const frame = createPlanes(SIZE);
  frame.bytes.fill(255);
  const backdrops = [still(1), still(2)] as const;
  for (let n = 0; n < 60; n++) {
    const backdrop = backdrops[n % 20 < 10 ? 0 : 1];
    for (let i = 0; i < tiles.trimap.length; i++)
      tiles.trimap[i] = KINDS[(i * n * 7 + n + (i >> 1)) % 3] as number;
    if (n % 15 === 14) {
      // What a blur does in between.
      out.bytes.fill(9);
      repair.forget();
    }
    repair.repair(backdrop, out, tiles);
    const expected = createPlanes(SIZE);
    expected.bytes.set(backdrop.picture.bytes);
    draw(out, tiles, frame);
    draw(expected, tiles, frame);
    expect(out.bytes.findIndex((value, at) => value !== expected.bytes[at])).toBe(-1);
  }
});

it('copies nothing where the person was not', () => {
  const [{ repair }, out, tiles] = [createBackdropRepair(), createPlanes(SIZE), createTiles(SIZE)];
  const backdrop = still(1);
  tiles.trimap.fill(BACKGROUND);
  repair(backdrop, out, tiles);
  out.bytes.fill(7);
  repair(backdrop, out, tiles);
  expect(out.bytes.every((value) => value === 7)).toBe(true);
});
