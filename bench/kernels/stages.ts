import { LOCAL_SIGMA, OWN_SIGMA, WRAP } from '../../src/compositor/compositor';
import { createBackdropRepair } from '../../src/compositor/planes/backdrop-repair';
import { createBackground } from '../../src/compositor/planes/background';
import { boxBlurBytes, createBoxBlur } from '../../src/compositor/planes/box-blur';
import { createEnlarger } from '../../src/compositor/planes/enlarge';
import { createForeground } from '../../src/compositor/planes/foreground';
import { createFrameBuffer } from '../../src/compositor/planes/frame-reader';
import { createLightWrap } from '../../src/compositor/planes/light-wrap';
import { createLocalBackground } from '../../src/compositor/planes/local-background';
import { createPlaneInput, INPUT_BYTES } from '../../src/compositor/planes/plane-input';
import { createPlaneMatte, MATTE_BYTES } from '../../src/compositor/planes/plane-matte';
import { createPlanes } from '../../src/compositor/planes/planes';
import { createSmallPicture, reduced } from '../../src/compositor/planes/small-picture';
import { wholeTiles } from '../../src/compositor/planes/tiles';
import { createArena } from '../../src/kernels/arena';
import { createArches } from '../../src/mask/arch';
import { createCleanup } from '../../src/mask/cleanup';
import { createDoubtPatches } from '../../src/mask/doubt-patches';
import { createExtentReader } from '../../src/mask/extent';
import { createFrameMemory } from '../../src/mask/frame-memory';
import { createGuide, guideBytes } from '../../src/mask/guide';
import { createHalfTones } from '../../src/mask/half-tones';
import { createLumaReader } from '../../src/mask/luma';
import type { Matte } from '../../src/mask/matte';
import { createMotion, motionBytes } from '../../src/mask/motion';
import { createProbabilityReader } from '../../src/mask/probabilities';
import { createRoomPlate, roomPlateBytes } from '../../src/mask/room-plate';
import { createTemporalSmoothing } from '../../src/mask/temporal-smoothing';
import { type Size, WHOLE } from '../../src/shared/geometry';
import { inputOf, variantFor } from '../../src/shared/model-variants';
import { MATRIX, type Shot } from './scene';

/** One part of the work on a frame, by the number of the shot. */
export type Stage = { readonly name: string; readonly run: (shot: number) => void };

/** A blur of medium strength in pixels of half the background. */
const BLUR_VARIANCE = 20;

/** The stages for frames of a size, in the order of a frame. kernels: as for a compositor. */
export function createStages(
  size: Size,
  shots: readonly Shot[],
  kernels?: WebAssembly.Module,
): Stage[] {
  const grid = inputOf(variantFor(size));
  const count = grid.width * grid.height;
  const padded = wholeTiles(size);
  const pixelCount = padded.width * padded.height;
  const arena = createArena(kernels, 14 * pixelCount + 262_144 + INPUT_BYTES + MATTE_BYTES);
  // As the refiner has it.
  const stageBytes = 2 * guideBytes(grid) + roomPlateBytes(grid) + motionBytes(grid);
  const gridArena = createArena(kernels, 92 * count + stageBytes);
  const camera = createFrameBuffer(size, arena);
  const { planes } = camera;
  const show = (shot: number) => planes.bytes.set(shotOf(shot).planes.bytes);
  const shotOf = (shot: number) => shots[shot] as Shot;

  const pixels = new Uint8Array(4 * count);
  const readInput = createPlaneInput(arena);
  const bytes = gridArena.bytes(count);
  const picture = gridArena.bytes(4 * count);
  let [now, before] = [createFrameMemory(grid, gridArena), createFrameMemory(grid, gridArena)];
  const readLuma = createLumaReader(gridArena);
  const readProbabilities = createProbabilityReader(gridArena);
  const cleanUp = createCleanup(grid, gridArena);
  const readExtent = createExtentReader(grid, gridArena);
  const move = createMotion(grid, gridArena);
  const moved = new Float32Array(count);
  const emptyArches = createArches(grid, gridArena);
  const decidePatches = createDoubtPatches(grid, gridArena);
  const keepTones = createHalfTones(grid, gridArena);
  const smooth = createTemporalSmoothing(grid, gridArena);
  const guide = createGuide(grid, 'full', { noise: true, colors: false }, gridArena).filter;
  const checked = createGuide(grid, 'full', { noise: true, colors: true }, gridArena).filter;
  const plate = createRoomPlate(grid, gridArena);
  const take = (shot: number) => {
    picture.set(shotOf(shot).input);
    readLuma(picture, now.luma);
  };
  const read = (shot: number) => {
    bytes.set(shotOf(shot).mask);
    readProbabilities(bytes, now.mask);
  };
  take(0);
  read(0);
  /** As the guided filter writes it anew for each frame. */
  const guided: Matte = { size: grid, region: WHOLE, coefficients: guide(now.mask, picture) };
  const matte = createPlaneMatte(size, arena);
  const background = createBackground(size, arena);
  const local = createLocalBackground(background, (LOCAL_SIGMA * size.height) / 4, arena);
  const person = createBackground(size, arena, 'person');
  const own = createLocalBackground(person, (OWN_SIGMA * size.height) / 4, arena);
  const wanted = arena.bytes(matte.tiles.trimap.length);
  const half = reduced(size, 8);
  const blur = createBoxBlur(half, BLUR_VARIANCE, createArena(kernels, boxBlurBytes(half)));
  const light = new Float32Array(4 * half.width * half.height).fill(0.3);
  const blurred = light.slice();
  const out = createPlanes(size, 0, arena);
  const backdrop = createPlanes(size, 0, arena);
  backdrop.bytes.fill(90);
  const still = { picture: backdrop, soft: backdrop };
  const { repair } = createBackdropRepair();
  const other = createPlanes(size);
  const small = createSmallPicture(size, 8);
  for (const plane of [small.y, small.u, small.v])
    for (let i = 0; i < plane.length; i++) plane[i] = 40 + (i % 90);
  const enlarge = createEnlarger(size, arena);
  const drawForeground = createForeground(arena);
  const wrapLight = createLightWrap(arena);

  const stages: Stage[] = [
    { name: 'NV12 to planes', run: camera.split },
    // Puts the shot back that the stage before has written over.
    { name: 'copy of the frame', run: show },
    { name: 'model input', run: () => readInput(planes, MATRIX, WHOLE, grid, pixels) },
    { name: 'luma of the model input', run: take },
    { name: 'mask', run: read },
    { name: 'cleanup', run: () => cleanUp(now.mask, picture) },
    { name: 'extent of the mask', run: () => void readExtent(now.mask) },
    { name: 'arches', run: () => emptyArches(now.mask, picture, WHOLE) },
    { name: 'a mask moved along', run: () => void move(before, now.luma, moved) },
    {
      name: 'temporal smoothing',
      run: () => {
        smooth(now, before);
        [now, before] = [before, now];
      },
    },
    { name: 'room plate', run: () => void plate?.apply(before.mask, picture, WHOLE) },
    {
      name: 'half tones, patches in doubt',
      run: () => decidePatches(keepTones(before.mask, WHOLE), WHOLE),
    },
    { name: 'guide, trimap clamp, noise', run: () => void guide(before.mask, picture) },
    { name: 'the same, and colours of the room', run: () => void checked(before.mask, picture) },
    { name: 'matte', run: () => matte.update(planes, MATRIX, guided) },
    {
      name: 'background, all of it',
      run: () => background.update(planes, MATRIX, matte, wanted.fill(1)),
    },
    {
      name: 'background near the edge',
      run: () => {
        local.mark(matte.tiles, false, wanted);
        local.update();
      },
    },
    {
      name: 'person near the edge',
      run: () => {
        own.mark(matte.tiles, false, wanted);
        person.update(planes, MATRIX, matte, wanted);
        own.update();
      },
    },
    { name: 'box blur', run: () => blur(light, blurred) },
    { name: 'enlarging', run: () => enlarge(small, out, matte.tiles) },
    { name: 'all of a picture', run: () => other.bytes.set(backdrop.bytes) },
    { name: 'a picture where the person was', run: () => repair(still, out, matte.tiles) },
    {
      name: 'foreground',
      run: () => drawForeground(planes, MATRIX, matte, local.light, own.light, out),
    },
    {
      name: 'light wrap',
      run: () => wrapLight(matte, local, backdrop, WRAP.image, out),
    },
  ];
  /** All that is done for a frame, one after the other. */
  const whole = (name: string, without: readonly string[]): Stage => {
    const parts = stages.filter((stage) => !without.includes(stage.name));
    return {
      name,
      run: (shot) => {
        for (const { run } of parts) run(shot);
      },
    };
  };
  return [
    ...stages,
    whole('whole frame, picture', [
      'background, all of it',
      'box blur',
      'enlarging',
      'all of a picture',
      'a mask moved along',
    ]),
    whole('whole frame, blur', [
      'all of a picture',
      'a picture where the person was',
      'light wrap',
      'a mask moved along',
    ]),
  ];
}
