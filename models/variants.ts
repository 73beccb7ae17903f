import type { Size } from '../src/shared/geometry.ts';
import { isModelVariantName } from '../src/shared/model-variants.ts';

/** The two networks of MediaPipe's selfie segmentation; they differ in shape and training. */
export type Source = 'general' | 'landscape';

/** A model file the build step can make: a network at one input size. */
export type Variant = {
  /** `<source>-<width>x<height>`, such as `general-256x144`. */
  readonly name: string;
  readonly source: Source;
  /** Size in pixels of the picture it takes, and of the mask it gives. */
  readonly input: Size;
  readonly file: string;
};

/**
 * Every size worth having, by shape of the camera's frame. A column holds sizes of about equal area
 * and so of equal cost. Both sides are multiples of 16.
 */
const GENERAL_LADDER: readonly (readonly [width: number, height: number])[] = [
  // 16:9
  [192, 112],
  [256, 144],
  [320, 176],
  [384, 224],
  // 9:16
  [112, 192],
  [144, 256],
  [176, 320],
  [224, 384],
  // 4:3
  [176, 128],
  [224, 160],
  [272, 208],
  [336, 256],
  // 3:4
  [128, 176],
  [160, 224],
  [208, 272],
  [256, 336],
];

/** Everything `buildModels` can write, by name. */
export const VARIANTS: readonly Variant[] = GENERAL_LADDER.map(([width, height]) =>
  variantOf('general', { width, height }),
);

/** What goes into the extension: each file is some 250 kB, so only what it can use. */
export const SHIPPED: readonly Variant[] = VARIANTS.filter(({ name }) => isModelVariantName(name));

/** The variant of a network at an input size in pixels; the size is checked when it is built. */
export function variantOf(source: Source, input: Size): Variant {
  const name = `${source}-${input.width}x${input.height}`;
  return { name, source, input, file: `${name}.tflite` };
}
