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

/**
 * The compositor for this device: WebGL where the browser draws in hardware and a short trial finds it
 * no slower, the planes elsewhere. Both give the same picture.
 * kernels: for the planes; they do without. known: what a trial has found before; there is none then.
 */
export async function chooseCompositor(
  kernels?: WebAssembly.Module,
  known?: CompositorName,
): Promise<Chosen> {
  const webgl = known === 'planes' ? undefined : createHardwareGl();
  if (!webgl) return { name: 'planes', compositor: createPlaneCompositor(kernels) };
  if (known === 'webgl') return { name: 'webgl', compositor: webgl };
  return fasterOf({ webgl, planes: createPlaneCompositor(kernels) });
}

/** The other compositor, where a trial finds it clearly faster than the one in use. */
export async function chooseAgain(
  inUse: CompositorName,
  kernels?: WebAssembly.Module,
): Promise<Chosen | undefined> {
  const webgl = createHardwareGl();
  if (!webgl) return undefined;
  // Two new ones: the one in use keeps its buffers.
  const chosen = await fasterOf({ webgl, planes: createPlaneCompositor(kernels) }, inUse);
  if (chosen.name !== inUse) return chosen;
  chosen.compositor.dispose();
  return undefined;
}

/** Gives the faster compositor, and disposes of the other. */
async function fasterOf(
  both: Readonly<Record<CompositorName, Compositor>>,
  inUse?: CompositorName,
): Promise<Chosen> {
  let name: CompositorName = 'planes';
  try {
    const [webgl, planes] = [await trialTime(both.webgl), await trialTime(both.planes)];
    name = fasterCompositor({ webgl, planes }, inUse);
  } catch (error) {
    console.warn('Veil: WebGL failed its trial', error);
  }
  both[name === 'webgl' ? 'planes' : 'webgl'].dispose();
  return { name, compositor: both[name] };
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
