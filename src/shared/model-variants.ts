import type { Size } from './geometry';

/** Shapes of a camera's frame: width over height, widest first. */
const SHAPES = { wide: 16 / 9, standard: 4 / 3, upright: 3 / 4, tall: 9 / 16 } as const;
type Shape = keyof typeof SHAPES;

/** How much the model sees, from the cheapest to the finest; each costs by the number of pixels. */
export type InputClass = 'low' | 'medium' | 'high' | 'fine';

/**
 * Input sizes of the general network, in pixels: of about equal area in a row, in steps of 16, as
 * the network wants. From 384x224 on it loses parts of people who are close: docs/decisions/0021-a-larger-look.md.
 */
const INPUTS: Record<InputClass, Record<Shape, readonly [width: number, height: number]>> = {
  low: { wide: [192, 112], standard: [176, 128], upright: [128, 176], tall: [112, 192] },
  medium: { wide: [256, 144], standard: [224, 160], upright: [160, 224], tall: [144, 256] },
  high: { wide: [288, 160], standard: [256, 192], upright: [192, 256], tall: [160, 288] },
  fine: { wide: [368, 208], standard: [320, 240], upright: [240, 320], tall: [208, 368] },
};

/** The network at one input size, such as `general-368x208`. */
export type ModelVariantName = `general-${number}x${number}`;

/** Everything that can be loaded, by name. */
export const MODEL_VARIANTS: ReadonlyMap<ModelVariantName, Size> = new Map(
  Object.values(INPUTS)
    .flatMap((shapes) => Object.values(shapes))
    .map(([width, height]) => [`general-${width}x${height}`, { width, height }]),
);

export function isModelVariantName(value: unknown): value is ModelVariantName {
  return MODEL_VARIANTS.has(value as ModelVariantName);
}

/** The variant of a class whose shape is nearest to the frame's: stretching costs accuracy. */
export function variantFor(frame: Size, input: InputClass = 'fine'): ModelVariantName {
  const shape = Math.log(frame.width / frame.height);
  const distance = (name: Shape) => Math.abs(Math.log(SHAPES[name]) - shape);
  const nearest = (Object.keys(SHAPES) as Shape[]).reduce((best, name) =>
    distance(name) < distance(best) ? name : best,
  );
  const [width, height] = INPUTS[input][nearest];
  return `general-${width}x${height}`;
}

/** Input size of a variant, in pixels. */
export function inputOf(variant: ModelVariantName): Size {
  const size = MODEL_VARIANTS.get(variant);
  if (!size) throw new Error(`expected a known model variant, not ${variant}`);
  return size;
}
