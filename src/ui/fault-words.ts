import type { FaultReason } from '../shared/fault';
import type { WordKey } from './words';

/** The sentence with which the popup and the toolbar tell of each fault, and of what the others see. */
export const FAULT_WORDS: Readonly<Record<FaultReason, WordKey>> = {
  'model-missing': 'fault_model_missing',
  'model-damaged': 'fault_model_damaged',
  'runtime-missing': 'fault_runtime_missing',
  'simd-missing': 'fault_simd_missing',
  'segmenter-blocked': 'fault_segmenter_blocked',
  'segmenter-stalled': 'fault_segmenter_stalled',
  'webgl-lost': 'fault_webgl_lost',
  'backdrop-missing': 'fault_backdrop_missing',
  'pixels-hidden': 'fault_pixels_hidden',
  'extension-gone': 'fault_extension_gone',
  'loop-stalled': 'fault_loop_stalled',
  'loop-failed': 'fault_loop_failed',
};
