import type { Matte } from '../mask/matte';
import type { CompositorName } from '../shared/compositor-name';
import { type Size, WHOLE } from '../shared/geometry';
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

/**
 * Tries both compositors; gives the other one than `inUse` if it is to take its place. wasFound: an
 * earlier trial has found the one in use, so the other must be clearly faster; else WebGL is taken
 * where it is not much slower, for its time is not the processor's.
 */
export async function tryBoth(
  inUse: CompositorName,
  wasFound: boolean,
  kernels?: WebAssembly.Module,
): Promise<Chosen | undefined> {
  const webgl = createHardwareGl();
  if (!webgl) return undefined;
  // Two new ones: the one in use keeps its buffers.
  const planes = createPlaneCompositor(kernels);
  const name = await fasterOf({ webgl, planes }, wasFound ? inUse : undefined);
  const [chosen, other] = name === 'webgl' ? [webgl, planes] : [planes, webgl];
  other.dispose();
  if (name !== inUse) return { name, compositor: chosen };
  chosen.dispose();
  return undefined;
}

async function fasterOf(
  both: Readonly<Record<CompositorName, Compositor>>,
  inUse: CompositorName | undefined,
): Promise<CompositorName> {
  try {
    const [webgl, planes] = [await trialTime(both.webgl), await trialTime(both.planes)];
    return fasterCompositor({ webgl, planes }, inUse);
  } catch (error) {
    console.warn('Veil: WebGL failed its trial', error);
    return 'planes';
  }
}

/** Median time of a blurred frame, ms, from the camera's frame to pixels that have been drawn. */
async function trialTime(compositor: Compositor): Promise<number> {
  const pixels = new Uint8Array(64 * 36 * 4);
  const times: number[] = [];
  // The first frame pays for shaders and buffers.
  for (let n = 0; n <= TRIAL_FRAMES; n++) {
    const frame = trialFrame(n);
    const start = performance.now();
    const loaded = await compositor.load(frame);
    const drawn = compositor.composite(loaded, TRIAL_MATTE, { kind: 'blur', strength: 0.5 });
    // Reading waits for the device: without it, only the giving of orders is timed.
    const seen = await compositor.load(drawn);
    compositor.readInput(seen, WHOLE, { width: 64, height: 36 }, pixels);
    if (n > 0) times.push(performance.now() - start);
    for (const each of [loaded, seen]) compositor.release(each);
    drawn.close();
    frame.close();
  }
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY;
}

/** A grey frame. */
function trialFrame(n: number): VideoFrame {
  const { width, height } = TRIAL_SIZE;
  const bytes = new Uint8Array((width * height * 3) / 2).fill(128);
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: n,
  });
}

/** Half person, half room, with an edge between. */
const TRIAL_MATTE: Matte = {
  size: { width: 4, height: 1 },
  region: WHOLE,
  coefficients: Float32Array.from({ length: 16 }, (_, i) => (i === 3 || i === 7 ? 1 : 0)),
};
