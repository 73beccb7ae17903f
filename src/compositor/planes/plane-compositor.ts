import { createArena } from '../../kernels/arena';
import { BACKGROUND } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';
import {
  blurSteps,
  type Compositor,
  type LoadedFrame,
  MOST_LOADED,
  NEAR_SIGMA,
  type Stamp,
  stampOf,
  WRAP,
} from '../compositor';
import { createBackdropPlanes } from './backdrop-planes';
import { createBlurredRoom } from './blurred-room';
import { createEnlarger } from './enlarge';
import {
  createFrameBuffer,
  createFrameReader,
  type FrameBuffer,
  type FramePlanes,
} from './frame-reader';
import { INPUT_BYTES } from './kernel-input';
import { MATTE_BYTES } from './kernel-matte';
import { createLightWrap } from './light-wrap';
import { createNearRoom } from './near-room';
import { createPerson } from './person';
import { drawCover } from './plane-cover';
import { planeFrame } from './plane-frame';
import { createPlaneInput } from './plane-input';
import { createPlaneMatte } from './plane-matte';
import { createPlanes, type Planes } from './planes';
import { createRoom } from './room';
import { createSmallPicture } from './small-picture';

/** What the buffers that kernels work on take: two bytes per pixel of each frame, and nine more. */
const ARENA_BYTES_PER_PIXEL = 9 + 2 * MOST_LOADED;
const ARENA_BYTES = 262_144 + INPUT_BYTES + MATTE_BYTES;

/** Everything of one frame size. */
type Workshop = ReturnType<typeof createWorkshop>;
/** A frame's planes, the buffer they lie in, and the workshop that draws them. */
type Loaded = FramePlanes & { readonly buffer: FrameBuffer; readonly shop: Workshop };

/**
 * Makes the compositor that works on luma and chroma planes, without a GPU. kernels: TypeScript does
 * their work where there are none.
 */
export function createPlaneCompositor(kernels?: WebAssembly.Module): Compositor {
  const reader = createFrameReader();
  let workshop: Workshop | undefined;
  /** Loaded frames, with the workshop they are in: the next frame may have another size. */
  const held = new Map<LoadedFrame, Loaded>();

  const workshopFor = ({ width, height }: Size): Workshop => {
    if (workshop?.out.width !== width || workshop.out.height !== height)
      workshop = createWorkshop({ width, height }, kernels);
    return workshop;
  };

  const find = (loaded: LoadedFrame): Loaded => {
    const found = held.get(loaded);
    if (!found) throw new Error('expected a frame that is loaded');
    return found;
  };

  return {
    load: async (frame) => {
      // The frame may be closed while it is read.
      const loaded = stampOf(frame);
      const shop = workshopFor(loaded);
      const taken = [...held.values()].map(({ buffer }) => buffer);
      const buffer = shop.buffers.find((each) => !taken.includes(each));
      if (!buffer) throw new Error(`expected at most ${MOST_LOADED} loaded frames`);
      held.set(loaded, { ...(await reader.read(frame, buffer)), buffer, shop });
      return loaded;
    },
    release: (loaded) => held.delete(loaded),
    readInput: (loaded, region, size, pixels) => {
      const { planes, matrix, shop } = find(loaded);
      shop.readInput(planes, matrix, region, size, pixels);
    },
    composite: (loaded, matte, backdrop) => {
      const { planes, matrix, colorSpace, shop } = find(loaded);
      const { out, person, drawPerson, wrapLight, room, near, wanted, blurred, enlarge } = shop;
      person.update(planes, matrix, matte);
      const still =
        backdrop.kind === 'blur' ? undefined : shop.backdrops.planesOf(backdrop, matrix);
      near.mark(person.tiles, still !== undefined, wanted);
      if (backdrop.kind === 'blur') wanted.fill(1);
      room.update(planes, matrix, person, wanted);
      near.update(room, person.tiles);
      if (backdrop.kind === 'blur')
        enlarge(blurred.draw(room, matrix, sigmasOf(backdrop.strength, planes)), out, person.tiles);
      if (still) out.bytes.set(still.picture.bytes);
      drawPerson(planes, matrix, person, near.light, out);
      if (still) wrapLight(person, near, still.soft, WRAP[backdrop.kind], out);
      return frameOf(out, loaded, colorSpace);
    },
    cover: (loaded, backdrop) => {
      const { planes, matrix, colorSpace, shop } = find(loaded);
      const { out, person, cells, enlarge } = shop;
      if (backdrop.kind === 'blur') {
        drawCover(planes, cells);
        person.tiles.kinds.fill(BACKGROUND);
        enlarge(cells, out, person.tiles);
      } else out.bytes.set(shop.backdrops.planesOf(backdrop, matrix).picture.bytes);
      return frameOf(out, loaded, colorSpace);
    },
    dispose: () => {
      reader.dispose();
      held.clear();
      workshop = undefined;
    },
  };
}

/** All buffers for frames of one size: about four times the bytes of a frame. */
function createWorkshop(size: Size, kernels?: WebAssembly.Module) {
  const arena = createArena(
    kernels,
    ARENA_BYTES_PER_PIXEL * size.width * size.height + ARENA_BYTES,
  );
  const buffers = Array.from({ length: MOST_LOADED }, () => createFrameBuffer(size, arena));
  const room = createRoom(size, arena);
  const person = createPlaneMatte(size, arena);
  return {
    buffers,
    readInput: createPlaneInput(arena),
    /** The picture at work: the backdrop first, then the person on it. */
    out: createPlanes(size, 0, arena),
    person,
    drawPerson: createPerson(arena),
    wrapLight: createLightWrap(arena),
    backdrops: createBackdropPlanes(size, arena),
    room,
    near: createNearRoom(room, (NEAR_SIGMA * size.height) / 4, arena),
    /** Tiles of the room that this frame needs. */
    wanted: arena.bytes(person.tiles.kinds.length),
    blurred: createBlurredRoom(size, kernels),
    /** The covered frame, before it is enlarged. */
    cells: createSmallPicture(size, 8),
    enlarge: createEnlarger(size, arena),
  };
}

/** The blurs that make the backdrop, one after the other: sigmas in quarter-size pixels. */
function sigmasOf(strength: number, { height }: Size) {
  const [near, contact, far] = blurSteps(strength);
  const scale = height / 4;
  return [near * scale, contact * scale, far * scale] as const;
}

/** The planes as a frame with the time of `frame`. */
function frameOf(
  planes: Planes,
  { timestamp, duration }: Stamp,
  colorSpace: VideoColorSpaceInit,
): VideoFrame {
  const time = { timestamp, ...(duration !== null && { duration }) };
  return planeFrame(planes.bytes, planes, { ...time, colorSpace });
}
