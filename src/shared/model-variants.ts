import type { Size } from './geometry';

/** A model made by the build step: its file is `models/<name>.tflite` in the extension. */
export type ModelVariant = { readonly input: Size };

/** Everything that differs between the models Veil ships. */
export const MODEL_VARIANTS = {
  'general-256x144': { input: { width: 256, height: 144 } },
} as const satisfies Record<string, ModelVariant>;

export type ModelVariantName = keyof typeof MODEL_VARIANTS;

export const DEFAULT_VARIANT: ModelVariantName = 'general-256x144';

export function isModelVariantName(value: unknown): value is ModelVariantName {
  return typeof value === 'string' && Object.hasOwn(MODEL_VARIANTS, value);
}
