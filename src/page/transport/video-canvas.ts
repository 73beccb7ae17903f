import { openCanvasSink } from './canvas-sink';
import type { Transport } from './types';
import { openVideoSource } from './video-source';

/**
 * For browsers without streams of frames (docs/browser-faults.md#no-track-streams): a video element that is
 * read, a canvas that is captured.
 */
export const videoCanvas: Transport = {
  isNative: false,
  openSink: openCanvasSink,
  openSource: openVideoSource,
};
