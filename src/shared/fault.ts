/** What can go wrong while a call runs. The sentences that the user reads are in `src/ui/fault-words.ts`. */
export const FAULT_REASONS = [
  'model-missing',
  'model-damaged',
  'runtime-missing',
  'simd-missing',
  'segmenter-blocked',
  'segmenter-stalled',
  'webgl-lost',
  'backdrop-missing',
  'pixels-hidden',
  'extension-gone',
  'loop-stalled',
  'loop-failed',
  'camera-missed',
  'frame-closed',
] as const;

export type FaultReason = (typeof FAULT_REASONS)[number];

export function isFaultReason(value: unknown): value is FaultReason {
  return FAULT_REASONS.some((reason) => reason === value);
}
