import { ENGINE_NAMES, type EngineName } from '../shared/engine-name';
import { median } from '../shared/quantile';

/** An engine takes the default's place only where it needs no more than this share of its time. */
const CLEARLY_CHEAPER = 0.8;

export type Circumstances = {
  /** What a calibration on this device has found. */
  readonly preferred: EngineName | undefined;
  /** The browser gives a WebGL context. */
  readonly webgl: boolean;
  /** Engines that did not start when last tried. */
  readonly failed: ReadonlySet<EngineName>;
};

/** All engines, in the order in which to try them. tasks-vision does not start without WebGL. */
export function engineOrder({ preferred, webgl, failed }: Circumstances): EngineName[] {
  const first = webgl ? (preferred ?? 'tasks-vision') : 'litert';
  const rank = (name: EngineName) => (failed.has(name) ? 2 : 0) + (name === first ? 0 : 1);
  return ENGINE_NAMES.toSorted((a, b) => rank(a) - rank(b));
}

/** The engine to use on a device, by the times of some runs of each, in ms; the default without them. */
export function cheaperEngine(times: Record<EngineName, readonly number[]>): EngineName {
  const limit = CLEARLY_CHEAPER * median(times['tasks-vision']);
  return median(times.litert) <= limit ? 'litert' : 'tasks-vision';
}

/** Whether the browser gives a WebGL context here: asked for, as names and flags do not tell. */
export function hasWebGl(): boolean {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
