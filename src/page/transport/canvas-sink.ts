import { natives } from '../../natives/natives';
import type { Sink } from './types';

/** A processed track that shows a canvas; nothing before the first frame is written. */
export function openCanvasSink(camera: MediaStreamTrack): Sink {
  const canvas = document.createElement('canvas');
  const { width, height } = camera.getSettings();
  if (width && height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('expected a canvas to draw on');
  // Firefox captures no canvas without a context (docs/browser-faults.md#capture-wants-a-context), nor one
  // that a worker has (docs/browser-faults.md#capture-of-a-workers-canvas).
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error('expected a track of the canvas');

  const writable = new WritableStream<VideoFrame>({
    write: (frame) => {
      const { displayWidth: width, displayHeight: height } = frame;
      // Setting a size clears the canvas, also to the same one.
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.drawImage(frame, 0, 0);
    },
    // The browser does not know that the two are one. A track that the site has stopped says nothing.
    close: () => {
      if (track.readyState === 'ended') return;
      track.stop();
      natives.apply(natives.dispatchEvent, track, [new Event('ended')]);
    },
  });
  return { track, writable };
}
