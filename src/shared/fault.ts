/** What can go wrong while a call runs, each with the sentence the popup shows. */
export const FAULTS = {
  'model-missing': 'A model file of Veil is missing. Install Veil again.',
  'model-damaged': 'A model file of Veil is damaged. Install Veil again.',
  'runtime-missing': 'The segmentation engine of Veil is missing or damaged. Install Veil again.',
  'segmenter-blocked': 'This page does not let Veil start its segmenter.',
  'segmenter-stalled': 'The segmenter stopped answering. Veil is starting it again.',
  'webgl-lost': 'The graphics device was lost. Veil is starting again.',
  'backdrop-missing': 'The chosen picture cannot be read. Choose another one.',
  'pixels-hidden':
    'Your browser hides pictures from Veil (resistFingerprinting): you are covered. Exempt this site there.',
  'extension-gone': 'Veil was updated or turned off. Reload this page.',
  'loop-failed': 'Veil met an error it did not expect. Reload this page.',
} as const;

export type FaultReason = keyof typeof FAULTS;

export function isFaultReason(value: unknown): value is FaultReason {
  return typeof value === 'string' && Object.hasOwn(FAULTS, value);
}
