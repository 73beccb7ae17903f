import { NEAR_SIGMA } from '../../src/compositor/compositor';
import { boxBlurBytes, createBoxBlur } from '../../src/compositor/planes/box-blur';
import { createFrameBuffer } from '../../src/compositor/planes/frame-reader';
import { INPUT_BYTES } from '../../src/compositor/planes/kernel-input';
import { createNearRoom } from '../../src/compositor/planes/near-room';
import { createPlaneInput } from '../../src/compositor/planes/plane-input';
import { createPlaneMatte } from '../../src/compositor/planes/plane-matte';
import { createRoom } from '../../src/compositor/planes/room';
import { reduced } from '../../src/compositor/planes/small-picture';
import { createArena } from '../../src/kernels/arena';
import { createCleanup } from '../../src/mask/cleanup';
import { createGuidedFilter, guidedBytes } from '../../src/mask/guided-filter';
import { createSmoother } from '../../src/mask/temporal';
import { type Size, WHOLE } from '../../src/shared/geometry';
import { inputOf, variantFor } from '../../src/shared/model-variants';
import { MATRIX, type Shot } from './scene';

/** One part of the work on a frame, by the number of the shot. */
export type Stage = { readonly name: string; readonly run: (shot: number) => void };

/** A blur of medium strength in pixels of half the room. */
const BLUR_VARIANCE = 20;

/** The stages for frames of a size, in the order of a frame. kernels: as for a compositor. */
export function createStages(
  size: Size,
  shots: readonly Shot[],
  kernels?: WebAssembly.Module,
): Stage[] {
  const grid = inputOf(variantFor(size));
  const count = grid.width * grid.height;
  const arena = createArena(kernels, 8 * size.width * size.height + 65_536 + INPUT_BYTES);
  const camera = createFrameBuffer(size, arena);
  const { planes } = camera;
  const show = (shot: number) => planes.bytes.set(shotOf(shot).planes.bytes);
  const shotOf = (shot: number) => shots[shot] as Shot;

  const pixels = new Uint8Array(4 * count);
  const readInput = createPlaneInput(arena);
  const probabilities = shots.map(({ mask }) => Float32Array.from(mask, (p) => p / 255));
  const luma = shots.map(({ input }) =>
    Float32Array.from({ length: count }, (_, i) => (input[4 * i + 1] as number) / 255),
  );
  const mask = new Float32Array(count);
  const cleanUp = createCleanup(grid);
  const smooth = createSmoother(grid);
  const guide = createGuidedFilter(grid, 4, createArena(kernels, guidedBytes(grid)));
  const mattes = shots.map((shot, i) => {
    const coefficients = guide(probabilities[i] as Float32Array, shot.input).slice();
    return { size: grid, region: WHOLE, coefficients };
  });
  const matte = createPlaneMatte(size, arena);
  const room = createRoom(size, arena);
  const near = createNearRoom(room, (NEAR_SIGMA * size.height) / 4);
  const wanted = arena.bytes(matte.tiles.kinds.length);
  const half = reduced(size, 8);
  const blur = createBoxBlur(half, BLUR_VARIANCE, createArena(kernels, boxBlurBytes(half)));
  const light = new Float32Array(4 * half.width * half.height).fill(0.3);
  const blurred = light.slice();

  return [
    { name: 'NV12 to planes', run: camera.split },
    // Puts the shot back that the stage before has written over.
    { name: 'copy of the frame', run: show },
    { name: 'model input', run: () => readInput(planes, MATRIX, WHOLE, grid, pixels) },
    { name: 'cleanup', run: (shot) => cleanUp(fresh(mask, probabilities[shot])) },
    {
      name: 'temporal',
      run: (shot) => smooth(fresh(mask, probabilities[shot]), luma[shot] as Float32Array, WHOLE),
    },
    {
      name: 'guided filter',
      run: (shot) => void guide(probabilities[shot] as Float32Array, shotOf(shot).input),
    },
    {
      name: 'matte',
      run: (shot) => matte.update(planes, MATRIX, mattes[shot] as (typeof mattes)[number]),
    },
    {
      name: 'room, all of it',
      run: () => room.update(planes, MATRIX, matte, wanted.fill(1)),
    },
    {
      name: 'room near the edge',
      run: () => {
        near.mark(matte.tiles, false, wanted);
        near.update(room, matte.tiles);
      },
    },
    { name: 'box blur', run: () => blur(light, blurred) },
  ];
}

function fresh(to: Float32Array, from: Float32Array | undefined): Float32Array {
  if (from) to.set(from);
  return to;
}
