import type { Rect, Size } from '../shared/geometry';

/** A mask: 0..1 per pixel, rows from the top, of a region of the frame. */
type Mask = { readonly mask: Float32Array; readonly size: Size; readonly region: Rect };

/** Draws masks as grey pictures of the whole frame. */
export type MaskView = {
  /** On this canvas from now on; null: not any more. */
  show(canvas: OffscreenCanvas | null): void;
  draw(mask: Mask): void;
};

export function createMaskView(): MaskView {
  let context: OffscreenCanvasRenderingContext2D | null = null;
  let grey: OffscreenCanvasRenderingContext2D | null = null;

  return {
    show: (canvas) => {
      context = canvas?.getContext('2d', { alpha: false }) ?? null;
    },
    draw: ({ mask, size, region }) => {
      if (!context) return;
      const { width, height } = size;
      if (grey?.canvas.width !== width || grey.canvas.height !== height)
        grey = new OffscreenCanvas(width, height).getContext('2d');
      const picture = new ImageData(width, height);
      const { data } = picture;
      for (let i = 0; i < mask.length; i++) {
        const value = 255 * (mask[i] as number);
        data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = value;
        data[4 * i + 3] = 255;
      }
      grey?.putImageData(picture, 0, 0);
      const { canvas } = context;
      context.fillRect(0, 0, canvas.width, canvas.height);
      const [x, y] = [region.x * canvas.width, region.y * canvas.height];
      const [w, h] = [region.width * canvas.width, region.height * canvas.height];
      if (grey) context.drawImage(grey.canvas, x, y, w, h);
    },
  };
}
