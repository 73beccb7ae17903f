/** Runs the two compositors side by side on the same frames, in the page. */
import type { Backdrop } from '../../src/compositor/compositor';
import { createGlCompositor } from '../../src/compositor/gl/gl-compositor';
import { colorMatrixOf } from '../../src/compositor/planes/color-matrix';
import { createPlaneCompositor } from '../../src/compositor/planes/plane-compositor';
import { createPlanes, type Planes, writePlanes } from '../../src/compositor/planes/planes';
import { createArena } from '../../src/kernels/arena';
import { compileKernels } from '../../src/kernels/compile';
import { createGuidedFilter, guidedBytes } from '../../src/mask/guided-filter';
import type { Matte } from '../../src/mask/matte';
import type { Rect, Size } from '../../src/shared/geometry';

/** A picture and the person's exact matte in it, in base64. */
export type Picture = Size & { readonly rgba: string; readonly matte: string };

export type Case = {
  readonly format: 'I420' | 'NV12' | 'RGBA';
  readonly colorSpace: VideoColorSpaceInit;
  /** The part of the frame that the matte covers. */
  readonly region: Rect;
  readonly backdrop: 'color' | 'image' | number;
  readonly cover?: boolean;
};

/** Differences of red, green and blue, 0..255. */
export type Difference = { readonly mean: number; readonly p999: number; readonly most: number };

export type Result = {
  readonly output: Difference;
  readonly input: Difference;
  /** Bytes of the planes that differ from the camera's where the person is opaque. */
  readonly changed: number;
  /** How many such bytes there are. */
  readonly interior: number;
  /**
   * Mean change of red, green and blue, each taken by its amount, over all that is the person: of
   * WebGL and of the planes.
   */
  readonly drift: readonly [gl: number, planes: number];
  readonly times: readonly [timestamp: number, duration: number | null];
};

declare global {
  interface Window {
    compareCompositors(picture: Picture, cases: Case[]): Promise<Result[]>;
  }
}

const MODEL: Size = { width: 256, height: 144 };
const COLOR = [0.1, 0.6, 0.3] as const;
/** A raw matte that is person beyond doubt: Chromium's own rgb is off by a few levels of blue. */
const INTERIOR = 0.85;
/** How far from the outline the backdrop's light is seen, in frame heights. */
const WRAPPED = 0.015;

window.compareCompositors = async (picture, cases) => {
  const kernels = compileKernels();
  if (!kernels) throw new Error('expected WASM on a plain page');
  const [gl, planes] = [createGlCompositor(), createPlaneCompositor(kernels)];
  const image = await drawImage();
  const results: Result[] = [];
  for (const each of cases) {
    const camera = createPlanes(picture);
    writePlanes(
      camera,
      colorMatrixOf(each.colorSpace),
      new Uint8ClampedArray(decode(picture.rgba)),
    );
    const frame =
      each.format === 'RGBA' ? rgbaFrame(decode(picture.rgba), picture) : frameOf(camera, each);
    const inputs = [0, 1].map(() => new Uint8Array(4 * MODEL.width * MODEL.height));
    const [glInput, planeInput] = inputs as [Uint8Array, Uint8Array];
    const [inGl, inPlanes] = [await gl.load(frame), await planes.load(frame)];
    gl.readInput(inGl, each.region, MODEL, glInput);
    planes.readInput(inPlanes, each.region, MODEL, planeInput);
    const mask = shrink(decode(picture.matte), picture, each.region);
    const coefficients = guidedBy(kernels, mask, glInput);
    const matte: Matte = { size: MODEL, region: each.region, coefficients };
    const backdrop = backdropOf(each, image);

    const one = each.cover ? gl.cover(inGl, backdrop) : gl.composite(inGl, matte, backdrop);
    const other = each.cover
      ? planes.cover(inPlanes, backdrop)
      : planes.composite(inPlanes, matte, backdrop);
    gl.release(inGl);
    planes.release(inPlanes);
    const out = createPlanes(picture);
    await other.copyTo(out.bytes, { layout: layoutOf(out) });
    const rgba = await rgbaOf(frame);
    const isPerson = personOf(matte, rgba, picture);
    const { changed, interior } =
      each.cover || each.format === 'RGBA'
        ? { changed: 0, interior: 0 }
        : compareInterior(camera, out, isPerson, typeof each.backdrop === 'number' ? 0 : WRAPPED);
    const [ofGl, ofPlanes] = [await rgbaOf(one), await rgbaOf(other)];
    results.push({
      output: difference(await rgbaOf(await subsampled(one, each)), ofPlanes),
      input: difference(glInput, planeInput),
      changed,
      interior,
      drift: each.cover
        ? [0, 0]
        : [driftOf(rgba, ofGl, isPerson), driftOf(rgba, ofPlanes, isPerson)],
      times: [other.timestamp, other.duration],
    });
    for (const made of [frame, one, other]) made.close();
  }
  gl.dispose();
  planes.dispose();
  return results;
};

function backdropOf({ backdrop }: Case, picture: ImageBitmap): Backdrop {
  if (backdrop === 'color') return { kind: 'color', color: COLOR };
  if (backdrop === 'image') return { kind: 'image', picture };
  return { kind: 'blur', strength: backdrop };
}

/** A landscape of another shape and size than the frames. */
async function drawImage(): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(1600, 1200);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2D canvas');
  const sky = context.createLinearGradient(0, 0, 0, 1200);
  sky.addColorStop(0, '#2b6cb0');
  sky.addColorStop(0.6, '#f6d7a7');
  sky.addColorStop(1, '#3b7a3b');
  context.fillStyle = sky;
  context.fillRect(0, 0, 1600, 1200);
  for (let i = 0; i < 24; i++) {
    context.fillStyle = `hsl(${15 * i} 45% ${30 + 2 * i}%)`;
    context.beginPath();
    context.arc(80 + ((i * 367) % 1500), 150 + ((i * 211) % 900), 30 + 4 * i, 0, 7);
    context.fill();
  }
  return createImageBitmap(canvas);
}

function rgbaFrame(rgba: Uint8Array<ArrayBuffer>, { width, height }: Size): VideoFrame {
  const size = { codedWidth: width, codedHeight: height };
  return new VideoFrame(rgba, { format: 'RGBA', ...size, timestamp: 1234, duration: 33 });
}

function layoutOf({ y, u, v, stride }: Planes): PlaneLayout[] {
  return [
    { offset: y.byteOffset, stride },
    { offset: u.byteOffset, stride: stride / 2 },
    { offset: v.byteOffset, stride: stride / 2 },
  ];
}

/** What the planes are, without what lies beyond the picture. */
function frameOf(planes: Planes, { format, colorSpace }: Case): VideoFrame {
  const { bytes, u, v, width, height } = planes;
  const data = bytes.slice();
  let layout = layoutOf(planes);
  if (format === 'NV12') {
    for (let i = 0; i < u.length; i++) {
      data[u.byteOffset + 2 * i] = u[i] as number;
      data[u.byteOffset + 2 * i + 1] = v[i] as number;
    }
    layout = [
      { offset: 0, stride: planes.stride },
      { offset: u.byteOffset, stride: planes.stride },
    ];
  }
  const size = { codedWidth: width, codedHeight: height, layout };
  return new VideoFrame(data, { format, ...size, colorSpace, timestamp: 1234, duration: 33 });
}

/** Coefficients of a mask and its input, of MODEL both. */
function guidedBy(module: WebAssembly.Module, newMask: Float32Array, newInput: Uint8Array) {
  const arena = createArena(module, guidedBytes(MODEL) + 9 * newMask.length);
  const [mask, input] = [arena.floats(newMask.length), arena.bytes(newInput.length)];
  mask.set(newMask);
  input.set(newInput);
  return createGuidedFilter(MODEL, 4, arena)(mask, input);
}

async function rgbaOf(frame: VideoFrame): Promise<Uint8Array> {
  const rgba = new Uint8Array(4 * frame.displayWidth * frame.displayHeight);
  // The DOM types know neither option yet.
  await frame.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb' } as VideoFrameCopyToOptions);
  return rgba;
}

/** The frame with chroma at half the size, as an encoder takes it and as planes have it. */
async function subsampled(frame: VideoFrame, each: Case): Promise<VideoFrame> {
  const planes = createPlanes({ width: frame.displayWidth, height: frame.displayHeight });
  const rgba = new Uint8ClampedArray(await rgbaOf(frame));
  writePlanes(planes, colorMatrixOf(each.colorSpace), rgba);
  return frameOf(planes, { ...each, format: 'I420' });
}

function difference(one: Uint8Array, other: Uint8Array): Difference {
  const counts = new Array<number>(256).fill(0);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < one.length; i++) {
    if (i % 4 === 3) continue;
    const distance = Math.abs((one[i] as number) - (other[i] as number));
    counts[distance] = (counts[distance] as number) + 1;
    sum += distance;
    total++;
  }
  let p999 = 0;
  for (let below = 0; below < 0.999 * total; p999++) below += counts[p999] as number;
  const most = counts.findLastIndex((count) => count > 0);
  return { mean: sum / total, p999: p999 - 1, most };
}

/** 1 for each pixel that the plain formula makes the person. */
function personOf(matte: Matte, rgba: Uint8Array, { width, height }: Size): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const u = ((at % width) + 0.5) / width;
    const v = (Math.floor(at / width) + 0.5) / height;
    return rawAt(matte, rgba, at, u, v) > INTERIOR ? 1 : 0;
  });
}

/**
 * Compares the planes where all four pixels of a block are the person, and all around it as far as
 * `margin` frame heights: the light of a picture falls on the outline.
 */
function compareInterior(camera: Planes, out: Planes, isPerson: Uint8Array, margin: number) {
  const { width, height, stride } = camera;
  const reach = Math.ceil(margin * height);
  const isInside = (x: number, y: number) => {
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + 1 + reach); v++)
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + 1 + reach); u++)
        if (!isPerson[v * width + u]) return false;
    return true;
  };
  let changed = 0;
  let interior = 0;
  const compare = (one: Uint8Array, other: Uint8Array, at: number) => {
    interior++;
    if (one[at] !== other[at]) changed++;
  };
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      if (!isInside(x, y)) continue;
      const at = y * stride + x;
      for (const pixel of [at, at + 1, at + stride, at + stride + 1])
        compare(camera.y, out.y, pixel);
      const chroma = (y / 2) * (stride / 2) + x / 2;
      compare(camera.u, out.u, chroma);
      compare(camera.v, out.v, chroma);
    }
  }
  return { changed, interior };
}

/** Mean change of the person's red, green and blue; the mean of their amounts. */
function driftOf(before: Uint8Array, after: Uint8Array, isPerson: Uint8Array): number {
  const sums = [0, 0, 0];
  let count = 0;
  for (const [at, inside] of isPerson.entries()) {
    if (!inside) continue;
    count++;
    for (const c of [0, 1, 2])
      sums[c] =
        (sums[c] as number) + (after[4 * at + c] as number) - (before[4 * at + c] as number);
  }
  return sums.reduce((total, sum) => total + Math.abs(sum), 0) / (3 * Math.max(1, count));
}

/** `a·rgb + b` at a place of the frame, in fractions. */
function rawAt(
  { size, region, coefficients }: Matte,
  rgba: Uint8Array,
  at: number,
  u: number,
  v: number,
) {
  const place = (value: number, start: number, length: number, count: number) => {
    const fraction = (value - start) / length;
    return fraction < 0 || fraction > 1
      ? undefined
      : Math.min(count - 1, Math.max(0, fraction * count - 0.5));
  };
  const x = place(u, region.x, region.width, size.width);
  const y = place(v, region.y, region.height, size.height);
  if (x === undefined || y === undefined) return 0;
  let sum = 0;
  for (const [row, rowWeight] of [
    [Math.floor(y), 1 - (y % 1)],
    [Math.ceil(y), y % 1],
  ] as const) {
    for (const [column, weight] of [
      [Math.floor(x), 1 - (x % 1)],
      [Math.ceil(x), x % 1],
    ] as const) {
      const from = 4 * (row * size.width + column);
      const value =
        ((coefficients[from] as number) * (rgba[4 * at] as number) +
          (coefficients[from + 1] as number) * (rgba[4 * at + 1] as number) +
          (coefficients[from + 2] as number) * (rgba[4 * at + 2] as number)) /
          255 +
        (coefficients[from + 3] as number);
      sum += rowWeight * weight * value;
    }
  }
  return sum;
}

/** A region of the exact matte at the model's size, 0..1: means of what each pixel covers. */
function shrink(matte: Uint8Array, { width, height }: Size, region: Rect): Float32Array {
  return Float32Array.from({ length: MODEL.width * MODEL.height }, (_, i) => {
    const x = i % MODEL.width;
    const y = Math.floor(i / MODEL.width);
    const pixel = (part: number, start: number, length: number, count: number) =>
      Math.min(count - 1, Math.floor((start + part * length) * count));
    let sum = 0;
    for (let j = 0; j < 4; j++) {
      const row = pixel((y + (j + 0.5) / 4) / MODEL.height, region.y, region.height, height);
      for (let k = 0; k < 4; k++) {
        const column = pixel((x + (k + 0.5) / 4) / MODEL.width, region.x, region.width, width);
        sum += matte[row * width + column] as number;
      }
    }
    return sum / 16 / 255;
  });
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
