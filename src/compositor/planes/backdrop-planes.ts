import { type Arena, createArena } from '../../kernels/arena';
import { BACKGROUND } from '../../kernels/constants';
import { free } from '../../natives/free';
import type { Size } from '../../shared/geometry';
import { type Backdrop, SOFT_SIGMA } from '../compositor';
import { drawFilling } from '../draw-filling';
import { boxBlurBytes, createBoxBlur } from './box-blur';
import { type ColorMatrix, colorMatrixOf, namedSpace } from './color-matrix';
import {
  createContext,
  createFrameBuffer,
  createFrameReader,
  type FrameBuffer,
  isDirect,
} from './frame-reader';
import { createPlanes, fillPlanes, type Planes, writePlanes } from './planes';
import { createSmallPicture, type Enlarger, type SmallPicture } from './small-picture';
import { createTiles, wholeTiles } from './tiles';

/** A backdrop that does not come from the frame. */
export type StillBackdrop = Exclude<Backdrop, { kind: 'blur' }>;

/** A backdrop as it is shown, and its light without its shapes. */
export type StillPlanes = { readonly picture: Planes; readonly soft: Planes };

/** Pictures and colours as planes, made anew only when they, the size or the colours' space change. */
export type BackdropPlanes = {
  /**
   * Reads the frame of a film, to be shown next: as large as a call's and in its colours, as most are, it is only
   * copied. Any other backdrop, and any other frame, waits for `planesOf`.
   */
  read(backdrop: StillBackdrop, matrix: ColorMatrix): Promise<void>;
  /** The same object again for as long as nothing in it changes. */
  planesOf(backdrop: StillBackdrop, matrix: ColorMatrix): StillPlanes;
};

/**
 * Makes those of one size. arena: for the light; what is shown is only copied. enlarge: of that size and arena.
 * kernels: to blur by, and to read a film.
 */
export function createBackdropPlanes(
  size: Size,
  arena: Arena,
  enlarge: Enlarger,
  kernels: WebAssembly.Module | undefined,
): BackdropPlanes {
  const picture = createPlanes(size);
  const soft = createPlanes(size, 0, arena);
  let soften: Soften | undefined;
  let planes: StillPlanes = { picture, soft };
  let shown: { readonly what: unknown; readonly matrix: ColorMatrix } | undefined;
  const reader = createFrameReader();
  let film: FrameBuffer | undefined;

  /** The light of a picture; of a film, that of the frame it begins with: made anew, it would hold a call up. */
  const light = (what: ImageBitmap | VideoFrame, from: Planes) => {
    const goesOn = what instanceof VideoFrame && shown?.what instanceof VideoFrame;
    if (goesOn) return;
    soften ??= createSoften(size, enlarge, kernels);
    soften(from, soft);
  };

  return {
    read: async (backdrop, matrix) => {
      const frame = backdrop.kind === 'image' ? backdrop.picture : undefined;
      if (!frame || !isAlike(frame, size, matrix)) return;
      if (shown?.what === frame && shown.matrix === matrix) return;
      film ??= createFrameBuffer(size, createArena(kernels, filmBytes(size)));
      await reader.read(frame, film);
      light(frame, film.planes);
      shown = { what: frame, matrix };
      planes = { picture: film.planes, soft };
    },
    planesOf: (backdrop, matrix) => {
      const what = backdrop.kind === 'image' ? backdrop.picture : backdrop.color.join();
      if (shown?.what === what && shown.matrix === matrix) return planes;
      // Another call shows the film too, and has gone on to a frame that is read with the next one of this call.
      const plays = shown?.what instanceof VideoFrame && shown.matrix === matrix;
      if (plays && backdrop.kind === 'image' && isAlike(backdrop.picture, size, matrix))
        return planes;
      if (backdrop.kind === 'image') {
        drawPicture(backdrop.picture, picture, matrix);
        light(backdrop.picture, picture);
      } else {
        const [r, g, b] = backdrop.color;
        fillPlanes(picture, matrix, [255 * r, 255 * g, 255 * b]);
        soft.bytes.set(picture.bytes);
      }
      shown = { what, matrix };
      planes = { picture, soft };
      return planes;
    },
  };
}

/** Whether the planes of a film's frame can be shown as they are. */
function isAlike(
  picture: ImageBitmap | VideoFrame,
  { width, height }: Size,
  matrix: ColorMatrix,
): picture is VideoFrame {
  return (
    picture instanceof VideoFrame &&
    isDirect(picture) &&
    picture.displayWidth === width &&
    picture.displayHeight === height &&
    colorMatrixOf(namedSpace(picture.colorSpace.toJSON())) === matrix
  );
}

function drawPicture(picture: ImageBitmap | VideoFrame, planes: Planes, matrix: ColorMatrix): void {
  const { width, height } = planes;
  const context = createContext();
  context.canvas.width = width;
  context.canvas.height = height;
  // Mipmaps, as the WebGL compositor has them.
  context.imageSmoothingQuality = 'medium';
  drawFilling(context, picture);
  const { data } = context.getImageData(0, 0, width, height);
  // The pixels of both are given back now: the browser would keep them until garbage is collected.
  context.canvas.width = 0;
  writePlanes(planes, matrix, data);
  free(data.buffer as ArrayBuffer);
}

/** Bytes of an arena for a frame's planes and its interleaved chroma. */
function filmBytes(size: Size): number {
  const { width, height } = wholeTiles(size);
  return 2 * width * height + 1024;
}

/** The light of a picture: reduced, blurred, and enlarged again. */
type Soften = (picture: Planes, soft: Planes) => void;

function createSoften(
  size: Size,
  enlarge: Enlarger,
  kernels: WebAssembly.Module | undefined,
): Soften {
  const small = createSmallPicture(size, 8);
  const from = new Float32Array(4 * small.width * small.height);
  const into = new Float32Array(from.length);
  const tiles = createTiles(size);
  tiles.trimap.fill(BACKGROUND);
  const variance = ((SOFT_SIGMA * size.height) / small.scale) ** 2;
  const blur = createBoxBlur(small, variance, createArena(kernels, boxBlurBytes(small)));
  return (picture, soft) => {
    const luma = { width: picture.stride, height: picture.rows };
    const chroma = { width: picture.stride / 2, height: picture.rows / 2 };
    from.fill(0);
    readMeans(picture.y, luma, small, from, 0);
    readMeans(picture.u, chroma, small, from, 1);
    readMeans(picture.v, chroma, small, from, 2);
    blur(from, into);
    for (let i = 0; i < small.y.length; i++) {
      small.y[i] = into[4 * i];
      small.u[i] = into[4 * i + 1];
      small.v[i] = into[4 * i + 2];
    }
    enlarge(small, soft, tiles);
  };
}

/** Mean of a few places of each small pixel: enough under a blur. `at`: which of its four values. */
function readMeans(
  plane: Uint8Array,
  { width, height }: Size,
  small: SmallPicture,
  into: Float32Array,
  at: number,
): void {
  const places = 4;
  const across = width / small.width / places;
  const down = height / small.height / places;
  for (let row = 0; row < places * small.height; row++) {
    const start = Math.floor((row + 0.5) * down) * width;
    for (let column = 0; column < places * small.width; column++) {
      const pixel = Math.floor(row / places) * small.width + Math.floor(column / places);
      const value = plane[start + Math.floor((column + 0.5) * across)];
      into[4 * pixel + at] = into[4 * pixel + at] + value / places ** 2;
    }
  }
}
