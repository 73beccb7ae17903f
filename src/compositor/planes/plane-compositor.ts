import { createArena } from '../../kernels/arena';
import type { Size } from '../../shared/geometry';
import { blurSteps, type Compositor, NEAR_SIGMA, WRAP } from '../compositor';
import { createBackdropPlanes } from './backdrop-planes';
import { createBlurredRoom } from './blurred-room';
import { createEnlarger } from './enlarge';
import { createFrameBuffer, createFrameReader, type FramePlanes } from './frame-reader';
import { INPUT_BYTES } from './kernel-input';
import { MATTE_BYTES } from './kernel-matte';
import { wrapLight } from './light-wrap';
import { createNearRoom } from './near-room';
import { createPerson } from './person';
import { drawCover } from './plane-cover';
import { createPlaneInput } from './plane-input';
import { createPlaneMatte } from './plane-matte';
import { createPlanes, type Planes } from './planes';
import { createRoom } from './room';
import { createSmallPicture } from './small-picture';
import { KIND } from './tiles';

/** What the buffers that kernels work on take: eight to nine bytes per pixel, and a little of each. */
const ARENA_BYTES_PER_PIXEL = 9;
const ARENA_BYTES = 262_144 + INPUT_BYTES + MATTE_BYTES;

/** Everything of one frame size. */
type Workshop = ReturnType<typeof createWorkshop>;

/**
 * Makes the compositor that works on luma and chroma planes, without a GPU. kernels: TypeScript does
 * their work where there are none.
 */
export function createPlaneCompositor(kernels?: WebAssembly.Module): Compositor {
  const reader = createFrameReader();
  let backdrops = createBackdropPlanes();
  let workshop: Workshop | undefined;
  let loaded: { readonly frame: VideoFrame; readonly planes: FramePlanes } | undefined;

  /** Reads the frame, once for all that is drawn from it. */
  const load = async (frame: VideoFrame): Promise<FramePlanes> => {
    if (loaded?.frame === frame) return loaded.planes;
    loaded = undefined;
    const { camera } = workshopFor(frame);
    const planes = await reader.read(frame, camera);
    loaded = { frame, planes };
    return planes;
  };

  const workshopFor = ({ displayWidth: width, displayHeight: height }: VideoFrame): Workshop => {
    if (workshop?.out.width !== width || workshop.out.height !== height)
      workshop = createWorkshop({ width, height }, kernels);
    return workshop;
  };

  return {
    readInput: async (frame, region, size, pixels) => {
      const { planes, matrix } = await load(frame);
      const { readInput } = workshopFor(frame);
      readInput(planes, matrix, region, size, pixels);
    },
    composite: async (frame, matte, backdrop) => {
      const { planes, matrix, colorSpace } = await load(frame);
      const { out, person, drawPerson, room, near, wanted, blurred, enlarge } = workshopFor(frame);
      person.update(planes, matrix, matte);
      const still =
        backdrop.kind === 'blur' ? undefined : backdrops.planesOf(backdrop, planes, matrix);
      near.mark(person.tiles, still !== undefined, wanted);
      if (backdrop.kind === 'blur') wanted.fill(1);
      room.update(planes, matrix, person, wanted);
      near.update(room, person.tiles);
      if (backdrop.kind === 'blur')
        enlarge(blurred.draw(room, matrix, sigmasOf(backdrop.strength, planes)), out, person.tiles);
      if (still) out.bytes.set(still.picture.bytes);
      drawPerson(planes, matrix, person, near.light, out);
      if (still) wrapLight(person, near, still.soft, WRAP[backdrop.kind], out);
      return frameOf(out, frame, colorSpace);
    },
    cover: async (frame, backdrop) => {
      const { planes, matrix, colorSpace } = await load(frame);
      const { out, person, cells, enlarge } = workshopFor(frame);
      if (backdrop.kind === 'blur') {
        drawCover(planes, cells);
        person.tiles.kinds.fill(KIND.backdrop);
        enlarge(cells, out, person.tiles);
      } else out.bytes.set(backdrops.planesOf(backdrop, planes, matrix).picture.bytes);
      return frameOf(out, frame, colorSpace);
    },
    dispose: () => {
      reader.dispose();
      loaded = undefined;
      workshop = undefined;
      backdrops = createBackdropPlanes();
    },
  };
}

/** All buffers for frames of one size: about four times the bytes of a frame. */
function createWorkshop(size: Size, kernels?: WebAssembly.Module) {
  const arena = createArena(
    kernels,
    ARENA_BYTES_PER_PIXEL * size.width * size.height + ARENA_BYTES,
  );
  const camera = createFrameBuffer(size, arena);
  const room = createRoom(size, arena);
  const person = createPlaneMatte(size, arena);
  return {
    camera,
    readInput: createPlaneInput(arena),
    /** The picture at work: the backdrop first, then the person on it. */
    out: createPlanes(size, 0, arena),
    person,
    drawPerson: createPerson(arena),
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
  { bytes, width, height }: Planes,
  { timestamp, duration }: VideoFrame,
  colorSpace: VideoColorSpaceInit,
): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp,
    colorSpace,
    ...(duration !== null && { duration }),
  });
}
