import type { Arena } from '../../kernels/arena';
import type { Orientation, Size } from '../../shared/geometry';
import { createChromaSplit } from './chroma-split';
import { type ColorMatrix, colorMatrixOf, namedSpace, RGB_SPACE } from './color-matrix';
import { createPlanes, type Planes, padPlanes, writePlanes } from './planes';
import { wholeTiles } from './tiles';

/** A frame's pixels, and what their values mean. */
export type FramePlanes = {
  readonly planes: Planes;
  readonly matrix: ColorMatrix;
  readonly colorSpace: VideoColorSpaceInit;
};

/** Planes for frames of one size. */
export type FrameBuffer = {
  readonly planes: Planes;
  /** The interleaved chroma of an NV12 frame; lies behind the planes. */
  readonly pairs: Uint8Array;
  /** Parts it into the planes. */
  split(): void;
};

/** Reads frames into buffers of their size. */
export type FrameReader = {
  read(frame: VideoFrame, into: FrameBuffer): Promise<FramePlanes>;
  dispose(): void;
};

export function createFrameBuffer(size: Size, arena: Arena): FrameBuffer {
  const { width, height } = wholeTiles(size);
  const spare = (width * height) / 2;
  const planes = createPlanes(size, spare, arena);
  const { bytes, u, v } = planes;
  const pairs = new Uint8Array(bytes.buffer, bytes.byteOffset + bytes.length, spare);
  const split = createChromaSplit(arena);
  return { planes, pairs, split: () => split(pairs, u, v) };
}

export function createFrameReader(): FrameReader {
  let context: OffscreenCanvasRenderingContext2D | undefined;

  const copy = async (frame: VideoFrame, { planes: to, pairs, split }: FrameBuffer) => {
    const y = { offset: to.y.byteOffset, stride: to.stride };
    const u = { offset: to.u.byteOffset, stride: to.stride / 2 };
    const v = { offset: to.v.byteOffset, stride: to.stride / 2 };
    if (frame.format === 'I420') {
      await frame.copyTo(to.bytes.buffer, { layout: [y, u, v] });
    } else {
      const uv = { offset: pairs.byteOffset, stride: to.stride };
      await frame.copyTo(to.bytes.buffer, { layout: [y, uv] });
      split();
    }
    padPlanes(to);
  };

  /** Any frame, by way of a canvas. */
  const draw = (frame: VideoFrame, to: Planes) => {
    const { width, height } = to;
    context ??= createContext();
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.drawImage(frame, 0, 0, width, height);
    writePlanes(to, colorMatrixOf(RGB_SPACE), context.getImageData(0, 0, width, height).data);
  };

  return {
    read: async (frame, into) => {
      const to = into.planes;
      const direct = isDirect(frame);
      // The color space before the copy: the frame may be closed meanwhile.
      const colorSpace = direct ? namedSpace(frame.colorSpace.toJSON()) : RGB_SPACE;
      if (direct) await copy(frame, into);
      else draw(frame, to);
      return { planes: to, matrix: colorMatrixOf(colorSpace), colorSpace };
    },
    dispose: () => {
      context = undefined;
    },
  };
}

/** A context to read pixels from, without a detour over a GPU. Throws where there is none. */
export function createContext(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(1, 1).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });
  if (!context) throw new Error('expected a 2D canvas');
  return context;
}

/** Whether the frame's planes are the picture as it is shown: upright, in square pixels, 4:2:0. */
export function isDirect(frame: VideoFrame): boolean {
  const { format, visibleRect, displayWidth, displayHeight } = frame;
  const { rotation = 0, flip = false } = frame as Orientation;
  if (rotation !== 0 || flip || !visibleRect) return false;
  const { x, y, width, height } = visibleRect;
  return (
    (format === 'I420' || format === 'NV12') &&
    width === displayWidth &&
    height === displayHeight &&
    x % 2 === 0 &&
    y % 2 === 0
  );
}
