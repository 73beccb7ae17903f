import type { Matte } from '../mask/matte';
import type { CompositorName } from '../shared/compositor-name';
import { type Size, WHOLE } from '../shared/geometry';
import { log } from '../shared/log';
import { median } from '../shared/quantile';
import { fasterCompositor } from './choice-rules';
import type { Compositor } from './compositor';
import { createHardwareGl } from './gl/hardware-gl';
import { createPlaneCompositor } from './planes/plane-compositor';

/** Large enough to tell a GPU from none, small enough not to be noticed. */
const TRIAL_SIZE: Size = { width: 640, height: 360 };
const TRIAL_FRAMES = 3;
/** A compositor, and which one it is. */
export type Chosen = { readonly name: CompositorName; readonly compositor: Compositor };

/** Makes a compositor, on planes where WebGL is not to be had. kernels: for the planes; they do without. */
export function makeCompositor(name: CompositorName, kernels?: WebAssembly.Module): Chosen {
  const webgl = name === 'webgl' ? createHardwareGl() : undefined;
  return webgl
    ? { name: 'webgl', compositor: webgl }
    : { name: 'planes', compositor: createPlaneCompositor(kernels) };
}

/** A comparison of the two compositors: of new ones, since the one in use keeps its buffers. */
export type Trial = {
  /** Draws the next of its small frames; false when that was the last. */
  draw(): Promise<boolean>;
  /** Ends it; gives the other compositor than the one in use if it is to take its place. */
  end(): Chosen | undefined;
};

/**
 * Begins a trial; undefined where there is nothing to compare. Where only the CPU would draw WebGL, the planes
 * win without one: to make its shaders there would take the loop half a second. wasFound: an earlier one has found the
 * one in use, so the other must be clearly faster; else WebGL is taken where it is not much slower, for
 * its time is not the processor's.
 */
export function startTrial(
  inUse: CompositorName,
  wasFound: boolean,
  kernels?: WebAssembly.Module,
): Trial | undefined {
  const webgl = createHardwareGl(true);
  if (!webgl) return inUse === 'planes' ? undefined : wonByPlanes(kernels);
  const both = { webgl, planes: createPlaneCompositor(kernels) };
  const times: Record<CompositorName, number[]> = { webgl: [], planes: [] };
  // The first frame of each pays for shaders and buffers.
  const turnsOf = (name: CompositorName) => new Array(1 + TRIAL_FRAMES).fill(name);
  const turns: CompositorName[] = [...turnsOf('webgl'), ...turnsOf('planes')];
  let isBroken = false;

  const faster = () => {
    if (isBroken) return 'planes';
    const [webgl, planes] = [medianAfterFirst(times.webgl), medianAfterFirst(times.planes)];
    return fasterCompositor({ webgl, planes }, wasFound ? inUse : undefined);
  };

  return {
    draw: async () => {
      const name = turns.shift();
      if (!name) return false;
      try {
        times[name].push(await timeOfFrame(both[name], turns.length));
      } catch (error) {
        log.warn('WebGL failed its trial', error);
        isBroken = true;
        turns.length = 0;
      }
      return turns.length > 0;
    },
    end: () => {
      const name = faster();
      both[name === 'webgl' ? 'planes' : 'webgl'].dispose();
      if (name !== inUse) return { name, compositor: both[name] };
      both[name].dispose();
      return undefined;
    },
  };
}

const wonByPlanes = (kernels?: WebAssembly.Module): Trial => ({
  draw: () => Promise.resolve(false),
  end: () => ({ name: 'planes', compositor: createPlaneCompositor(kernels) }),
});

/** Time of a blurred frame, ms, from the camera's frame to pixels that have been drawn. */
async function timeOfFrame(compositor: Compositor, timestamp: number): Promise<number> {
  const frame = trialFrame(timestamp);
  const start = performance.now();
  try {
    const loaded = await compositor.load(frame);
    const drawn = compositor.composite(loaded, TRIAL_MATTE, { kind: 'blur', strength: 0.5 });
    await waitFor(drawn, compositor).finally(() => drawn.close());
    const time = performance.now() - start;
    compositor.release(loaded);
    return time;
  } finally {
    frame.close();
  }
}

/** Reads the frame, which waits for the device: without it, only the giving of orders is timed. */
async function waitFor(drawn: VideoFrame, compositor: Compositor): Promise<void> {
  const loaded = await compositor.load(drawn);
  compositor.readInput(loaded, WHOLE, { width: 64, height: 36 }, new Uint8Array(64 * 36 * 4));
  compositor.release(loaded);
}

function medianAfterFirst([, ...times]: readonly number[]): number {
  return times.length > 0 ? median(times) : Number.POSITIVE_INFINITY;
}

/** A grey frame. */
function trialFrame(timestamp: number): VideoFrame {
  const { width, height } = TRIAL_SIZE;
  const bytes = new Uint8Array((width * height * 3) / 2).fill(128);
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp,
  });
}

/** Half person, half background, with an edge between. */
const TRIAL_MATTE: Matte = {
  size: { width: 4, height: 1 },
  region: WHOLE,
  coefficients: Float32Array.from({ length: 16 }, (_, i) => (i === 3 || i === 7 ? 1 : 0)),
};
