import { BACKGROUND } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';
import {
  blurSteps,
  type Compositor,
  type LoadedFrame,
  MOST_LOADED,
  type Stamp,
  stampOf,
  WRAP,
} from '../compositor';
import { createFrameReader, type FrameBuffer, type FramePlanes } from './frame-reader';
import { drawCover } from './plane-cover';
import { planeFrame } from './plane-frame';
import { createPlaneResources, type PlaneResources } from './plane-resources';
import type { Planes } from './planes';

/** A frame's planes, the buffer they lie in, and the resources that draw them. */
type Loaded = FramePlanes & { readonly buffer: FrameBuffer; readonly resources: PlaneResources };

/**
 * Makes the compositor that works on luma and chroma planes, without a GPU. kernels: those in JavaScript do
 * their work where there are none.
 */
export function createPlaneCompositor(kernels?: WebAssembly.Module): Compositor {
  const reader = createFrameReader();
  let resources: PlaneResources | undefined;
  /** Loaded frames, with the resources they are in: the next frame may have another size. */
  const held = new Map<LoadedFrame, Loaded>();

  const resourcesFor = ({ width, height }: Size): PlaneResources => {
    if (resources?.out.width !== width || resources.out.height !== height)
      resources = createPlaneResources({ width, height }, kernels);
    return resources;
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
      const own = resourcesFor(loaded);
      const taken = [...held.values()].map(({ buffer }) => buffer);
      const buffer = own.buffers.find((each) => !taken.includes(each));
      if (!buffer) throw new Error(`expected at most ${MOST_LOADED} loaded frames`);
      held.set(loaded, { ...(await reader.read(frame, buffer)), buffer, resources: own });
      return loaded;
    },
    release: (loaded) => held.delete(loaded),
    readInput: (loaded, region, size, pixels) => {
      const { planes, matrix, resources } = find(loaded);
      resources.readInput(planes, matrix, region, size, pixels);
    },
    prepare: async (loaded, backdrop) => {
      const { matrix, resources } = find(loaded);
      if (backdrop.kind !== 'blur') await resources.backdrops.read(backdrop, matrix);
    },
    composite: (loaded, matte, backdrop) => {
      const { planes, matrix, colorSpace, resources } = find(loaded);
      const {
        out,
        planeMatte,
        backdrops,
        backdropRepair,
        drawForeground,
        wrapLight,
        background,
        local,
        person,
        own,
        wanted,
        wantedPerson,
        blurred,
        enlarge,
      } = resources;
      planeMatte.update(planes, matrix, matte);
      const still = backdrop.kind === 'blur' ? undefined : backdrops.planesOf(backdrop, matrix);
      local.mark(planeMatte.tiles, still !== undefined, wanted);
      if (backdrop.kind === 'blur') wanted.fill(1);
      background.update(planes, matrix, planeMatte, wanted);
      local.update();
      own.mark(planeMatte.tiles, false, wantedPerson);
      person.update(planes, matrix, planeMatte, wantedPerson);
      own.update();
      if (backdrop.kind === 'blur') {
        backdropRepair.forget();
        enlarge(
          blurred.draw(background, matrix, sigmasOf(backdrop.strength, planes)),
          out,
          planeMatte.tiles,
        );
      }
      if (still) backdropRepair.repair(still, out, planeMatte.tiles);
      drawForeground(planes, matrix, planeMatte, local.light, own.light, out);
      if (still) wrapLight(planeMatte, local, still.soft, WRAP[backdrop.kind], out);
      return frameOf(out, loaded, colorSpace);
    },
    cover: (loaded, backdrop) => {
      const { planes, matrix, colorSpace, resources } = find(loaded);
      const { out, planeMatte, backdrops, backdropRepair, cells, enlarge } = resources;
      backdropRepair.forget();
      if (backdrop.kind === 'blur') {
        drawCover(planes, cells);
        planeMatte.tiles.trimap.fill(BACKGROUND);
        enlarge(cells, out, planeMatte.tiles);
      } else out.bytes.set(backdrops.planesOf(backdrop, matrix).picture.bytes);
      return frameOf(out, loaded, colorSpace);
    },
    dispose: () => {
      reader.dispose();
      held.clear();
      resources = undefined;
    },
  };
}

/** The blurs that make the backdrop, one after the other: sigmas in quarter-size pixels. */
function sigmasOf(strength: number, { height }: Size) {
  const [local, contact, far] = blurSteps(strength);
  const scale = height / 4;
  return [local * scale, contact * scale, far * scale] as const;
}

/** The planes as a frame with the time of `frame`. */
function frameOf(
  planes: Planes,
  { timestamp, duration }: Stamp,
  colorSpace: VideoColorSpaceInit,
): VideoFrame {
  const time = { timestamp, ...(duration !== null && { duration }) };
  return planeFrame(planes, { ...time, colorSpace });
}
