import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { BACKGROUND, FOREGROUND, UNKNOWN } from '../../kernels/constants';
import { gaussianKernel } from './gaussian';
import { createLocalBackground } from './local-background';
import { createTiles, QUARTER_TILE } from './tiles';

const FRAME = { width: 16 * 7, height: 16 * 5 };
const [WIDTH, HEIGHT] = [FRAME.width / 4, FRAME.height / 4];
const [ACROSS, DOWN] = [FRAME.width / 16, FRAME.height / 16];

/** One value of the picture, blurred in both directions; what lies beyond the picture is its last pixel. */
function blurred(light: Float32Array, sigma: number, x: number, y: number, channel: number) {
  const kernel = gaussianKernel(sigma);
  const reach = kernel.length - 1;
  const held = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  let sum = 0;
  for (let j = -reach; j <= reach; j++)
    for (let i = -reach; i <= reach; i++) {
      const at = 4 * (held(y + j, HEIGHT) * WIDTH + held(x + i, WIDTH)) + channel;
      const weight = (kernel[Math.abs(i)] as number) * (kernel[Math.abs(j)] as number);
      sum += weight * (light[at] as number);
    }
  return sum;
}

const kinds = fc.array(fc.constantFrom(BACKGROUND, FOREGROUND, UNKNOWN), {
  minLength: ACROSS * DOWN,
  maxLength: ACROSS * DOWN,
});

it.each([
  ['JavaScript', undefined],
  ['WASM', compileKernels()],
])('blurs the tiles of the edge and a pixel around, whichever they are, in %s', (_, module) => {
  const check = (trimap: number[], around: boolean, sigma: number) => {
    const arena = createArena(module, 262_144);
    const light = arena.floats(4 * WIDTH * HEIGHT);
    for (let i = 0; i < light.length; i++) light[i] = ((i * 7919) % 997) / 997;
    const tiles = createTiles(FRAME, arena);
    tiles.trimap.set(trimap);
    const background = { width: WIDTH, height: HEIGHT, light, update: () => undefined };
    const local = createLocalBackground(background, sigma, arena);
    local.mark(tiles, around, arena.bytes(trimap.length));
    local.update();
    for (const [tile, isShown] of local.shown.entries()) {
      if (!isShown) continue;
      const left = QUARTER_TILE * (tile % ACROSS);
      const top = QUARTER_TILE * Math.floor(tile / ACROSS);
      for (let y = Math.max(0, top - 1); y < Math.min(HEIGHT, top + QUARTER_TILE + 1); y++)
        for (let x = Math.max(0, left - 1); x < Math.min(WIDTH, left + QUARTER_TILE + 1); x++)
          for (const channel of [0, 3]) {
            const found = local.light[4 * (y * WIDTH + x) + channel] as number;
            expect(Math.abs(found - blurred(light, sigma, x, y, channel))).toBeLessThan(1e-5);
          }
    }
  };
  const sigmas = fc.constantFrom(0.5, 0.9, 2);
  fc.assert(fc.property(kinds, fc.boolean(), sigmas, check), { numRuns: 25 });
});
