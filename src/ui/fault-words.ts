import type { FaultReason } from '../shared/fault';

/** The sentence with which the popup and the toolbar tell of each fault. */
export const FAULT_WORDS: Readonly<Record<FaultReason, string>> = {
  'model-missing': 'A model file of Veil is missing. Install Veil again.',
  'model-damaged': 'A model file of Veil is damaged. Install Veil again.',
  'runtime-missing': 'The segmentation engine of Veil is missing or damaged. Install Veil again.',
  'simd-missing':
    'This computer or browser lacks SIMD for WebAssembly, without which Veil cannot find you in the picture. You are covered.',
  'segmenter-blocked': 'This page does not let Veil start its segmenter.',
  'segmenter-stalled': 'The segmenter stopped answering. Veil is starting it again.',
  'webgl-lost': 'The graphics device was lost. Veil is starting again.',
  'backdrop-missing': 'The chosen picture cannot be read. Choose another one.',
  'pixels-hidden':
    'Your browser hides pictures from Veil (resistFingerprinting): you are covered. Exempt this site there.',
  'extension-gone': 'Veil was updated or turned off. Reload this page.',
  'loop-stalled':
    'The part of Veil that makes your picture stopped. You are covered until it runs again.',
  'camera-missed':
    'A camera on this page does not go through Veil: it shows your room. Reload the page; if that does not help, another extension is in the way.',
  'frame-closed':
    'Another extension has a frame on this page that may use your camera. Browsers keep Veil out of it: your room is to be seen there.',
  'loop-failed': 'Veil met an error it did not expect. Reload this page.',
};
