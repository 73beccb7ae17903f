import { coverRect } from '../../shared/geometry';
import type { Backdrop } from '../compositor';
import type { ColorMatrix } from './color-matrix';
import { createContext } from './frame-reader';
import { createPlanes, fillPlanes, type Planes, writePlanes } from './planes';

/** A backdrop that does not come from the frame. */
export type StillBackdrop = Exclude<Backdrop, { kind: 'blur' }>;

/** Pictures and colours as planes, made anew only when they, the size or the colours' space change. */
export type BackdropPlanes = {
  planesOf(backdrop: StillBackdrop, size: Planes, matrix: ColorMatrix): Planes;
};

export function createBackdropPlanes(): BackdropPlanes {
  let planes: Planes | undefined;
  let shown: { readonly what: unknown; readonly matrix: ColorMatrix } | undefined;

  return {
    planesOf: (backdrop, size, matrix) => {
      const what = backdrop.kind === 'image' ? backdrop.picture : backdrop.color.join();
      const fits = planes?.width === size.width && planes.height === size.height;
      if (planes && fits && shown?.what === what && shown.matrix === matrix) return planes;
      if (!planes || !fits) planes = createPlanes(size);
      if (backdrop.kind === 'image') drawCovering(backdrop.picture, planes, matrix);
      else {
        const [r, g, b] = backdrop.color;
        fillPlanes(planes, matrix, [255 * r, 255 * g, 255 * b]);
      }
      shown = { what, matrix };
      return planes;
    },
  };
}

function drawCovering(picture: ImageBitmap, planes: Planes, matrix: ColorMatrix): void {
  const { width, height } = planes;
  const context = createContext();
  context.canvas.width = width;
  context.canvas.height = height;
  // Mipmaps, as the WebGL compositor has them.
  context.imageSmoothingQuality = 'medium';
  const part = coverRect(picture, planes);
  context.drawImage(
    picture,
    part.x * picture.width,
    part.y * picture.height,
    part.width * picture.width,
    part.height * picture.height,
    0,
    0,
    width,
    height,
  );
  writePlanes(planes, matrix, context.getImageData(0, 0, width, height).data);
}
