import type { Matte } from '../mask/matte';
import { type Size, WHOLE } from '../shared/geometry';
import { type Compositor, DeviceMissing } from './compositor';
import { createGlCompositor } from './gl/gl-compositor';
import { createPlaneCompositor } from './planes/plane-compositor';

/** Large enough to tell a GPU from none, small enough not to be noticed. */
const TRIAL_SIZE: Size = { width: 640, height: 360 };
const TRIAL_FRAMES = 3;
/** WebGL may take this much longer than the planes: its time is not the processor's. */
const GPU_BONUS = 1.5;

/**
 * The compositor for this device: WebGL where the browser draws in hardware and a short trial finds it
 * no slower, the planes elsewhere. Both give the same picture.
 * kernels: for the planes; they do without.
 */
export async function chooseCompositor(kernels?: WebAssembly.Module): Promise<Compositor> {
  const planes = createPlaneCompositor(kernels);
  const gl = hardwareGl();
  if (!gl) return planes;
  try {
    const faster = (await trialTime(gl)) <= GPU_BONUS * (await trialTime(planes));
    (faster ? planes : gl).dispose();
    return faster ? gl : planes;
  } catch (error) {
    console.warn('Veil: WebGL failed its trial', error);
    gl.dispose();
    return planes;
  }
}

/** undefined where WebGL would run on the CPU, or not at all. */
function hardwareGl(): Compositor | undefined {
  try {
    return createGlCompositor({ hardwareOnly: true });
  } catch (error) {
    if (error instanceof DeviceMissing) return undefined;
    throw error;
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
