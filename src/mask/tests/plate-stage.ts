import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { type Rect, type Size, WHOLE } from '../../shared/geometry';
import { createRoomPlate, roomPlateBytes } from '../room-plate';

export type Color = readonly [red: number, green: number, blue: number];
/** What stands at a point of the grid. */
export type At<Value> = (x: number, y: number) => Value;

export const GRID: Size = { width: 96, height: 64 };
const COUNT = GRID.width * GRID.height;

const kernels = compileKernels();

/** A plate with its own arena; `show` gives the mask that a frame comes to. */
export function plateStage() {
  const arena = createArena(kernels, roomPlateBytes(GRID) + 10 * COUNT);
  const plate = createRoomPlate(GRID, arena);
  if (!plate) throw new Error('expected kernels');
  const mask = arena.floats(COUNT);
  const input = arena.bytes(4 * COUNT);
  const show = (maskAt: At<number>, colorAt: At<Color>, region: Rect = WHOLE) => {
    for (let i = 0; i < COUNT; i++) {
      const [x, y] = [i % GRID.width, Math.floor(i / GRID.width)];
      const [red, green, blue] = colorAt(x, y);
      mask[i] = maskAt(x, y);
      input[4 * i] = red;
      input[4 * i + 1] = green;
      input[4 * i + 2] = blue;
    }
    return plate.apply(mask, input, region).slice();
  };
  return { plate, mask, show };
}

/** A number 0..1 of some whole numbers, the same each time. */
export function scatter(...numbers: readonly number[]): number {
  let hash = 2166136261;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number + 0x9e3779b9), 16777619);
    hash ^= hash >>> 15;
  }
  return (Math.imul(hash, 0x85ebca6b) >>> 8) / 2 ** 24;
}

/** A colour with a camera's noise of about two codes. */
export function noisy(color: Color, ...numbers: readonly number[]): Color {
  const of = (value: number, channel: number) => {
    const off = 7 * (scatter(channel, ...numbers) - 0.5);
    return Math.min(255, Math.max(0, Math.round(value + off)));
  };
  return [of(color[0], 0), of(color[1], 1), of(color[2], 2)];
}

/** A room of patches of 8x8 points, each of a colour of its own. */
export function roomOf(seed: number): At<Color> {
  return (x, y) => {
    const of = (channel: number) => 40 + Math.round(170 * scatter(seed, channel, x >> 3, y >> 3));
    return [of(0), of(1), of(2)];
  };
}
