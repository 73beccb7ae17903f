import { transport } from '../transport/transport';
import { openVideoSource } from '../transport/video-source';
import { watchLostFrames } from './lost-frames';

/** What is done for a track whose loop gets no frames of its camera. */
export type Hunger = {
  /** No frame has come for so long, ms. */
  starved(waited: number): void;
  /** Some have come. */
  ended(): void;
};

/**
 * Chromium gives the streams of one camera two frames at a time: where three tracks have three sizes, one gets
 * none at all (docs/browser-faults.md#two-sizes-of-a-camera). After so many seconds it is read another way.
 */
const STARVED_SECONDS = 2;

/** replace: has the loop go on with frames that are read off an element, not off the browser's own stream; called once. */
export function createHunger(
  camera: MediaStreamTrack,
  replace: (source: ReadableStream<VideoFrame>) => void,
): Hunger {
  const lookForLost = watchLostFrames(camera);
  let seconds = 0;
  let isReplaced = false;
  return {
    starved: (waited) => {
      // Only a stream of the browser's own loses frames.
      if (!transport().isNative || isReplaced) return;
      lookForLost(waited);
      if (waited < 1000) return;
      // A muted camera has no frames to give; a browser may also take one for muted whose frames are all lost.
      if (camera.muted || ++seconds <= STARVED_SECONDS) return;
      isReplaced = true;
      replace(openVideoSource(camera));
    },
    ended: () => {
      seconds = 0;
    },
  };
}
