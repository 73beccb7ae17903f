import { createArena } from '../../kernels/arena';
import type { Size } from '../../shared/geometry';
import { LOCAL_SIGMA, MOST_LOADED, OWN_SIGMA } from '../compositor';
import { createBackdropPlanes } from './backdrop-planes';
import { createBackdropRepair } from './backdrop-repair';
import { createBackground } from './background';
import { createBlurredBackground } from './blurred-background';
import { createEnlarger } from './enlarge';
import { createForeground } from './foreground';
import { createFrameBuffer } from './frame-reader';
import { createLightWrap } from './light-wrap';
import { createLocalBackground } from './local-background';
import { createPlaneInput, INPUT_BYTES } from './plane-input';
import { createPlaneMatte, MATTE_BYTES } from './plane-matte';
import { createPlanes } from './planes';
import { createSmallPicture } from './small-picture';
import { wholeTiles } from './tiles';

/** What the buffers that kernels work on take: two bytes per pixel of each frame, and twelve more. */
const ARENA_BYTES_PER_PIXEL = 12 + 2 * MOST_LOADED;
const ARENA_BYTES = 262_144 + INPUT_BYTES + MATTE_BYTES;

/** Everything of one frame size. */
export type PlaneResources = ReturnType<typeof createPlaneResources>;

/** All buffers for frames of one size: about four times the bytes of a frame. */
export function createPlaneResources(size: Size, kernels: WebAssembly.Module | undefined) {
  const { width, height } = wholeTiles(size);
  const arena = createArena(kernels, ARENA_BYTES_PER_PIXEL * width * height + ARENA_BYTES);
  const buffers = Array.from({ length: MOST_LOADED }, () => createFrameBuffer(size, arena));
  const background = createBackground(size, arena);
  const person = createBackground(size, arena, 'person');
  const planeMatte = createPlaneMatte(size, arena);
  const enlarge = createEnlarger(size, arena);
  return {
    buffers,
    readInput: createPlaneInput(arena),
    /** The picture at work: the backdrop first, then the person on it. */
    out: createPlanes(size, 0, arena),
    planeMatte,
    drawForeground: createForeground(arena),
    wrapLight: createLightWrap(arena),
    backdrops: createBackdropPlanes(size, arena, enlarge, kernels),
    backdropRepair: createBackdropRepair(),
    background,
    local: createLocalBackground(background, (LOCAL_SIGMA * size.height) / 4, arena),
    /** The person's light, and what of it lies near each place of the edge. */
    person,
    own: createLocalBackground(person, (OWN_SIGMA * size.height) / 4, arena),
    /** Tiles of the background that this frame needs, and of the person. */
    wanted: arena.bytes(planeMatte.tiles.trimap.length),
    wantedPerson: arena.bytes(planeMatte.tiles.trimap.length),
    blurred: createBlurredBackground(size, kernels),
    /** The covered frame, before it is enlarged. */
    cells: createSmallPicture(size, 8),
    enlarge,
  };
}
