import { natives } from '../../natives/natives';
import { log } from '../../shared/log';
import { watchClock } from './clock';

/** Where a camera does not say. */
const USUAL_RATE = 30;

/**
 * The frames of a camera track, read off a video element; each is made when it is asked for, from the
 * newest picture. The timestamp is the page's clock, in microseconds, for the element tells none that
 * another one of the same camera shares: Firefox 153 gives `VideoFrame(video)` seconds for microseconds
 * (docs/browser-faults.md#seconds-for-microseconds).
 */
export function openVideoSource(camera: MediaStreamTrack): ReadableStream<VideoFrame> {
  const video = document.createElement('video');
  const ended = new AbortController();
  const { signal } = ended;
  /** When the picture that nobody has taken yet came, in ms; undefined when it is taken. */
  let fresh: number | undefined;
  let lastTimestamp = 0;
  /** Takes the frame that was asked for; none when there will be none. */
  let asked: ((frame?: VideoFrame) => void) | undefined;
  let stopClock: (() => void) | undefined;

  const offer = () => {
    if (!asked || fresh === undefined || video.readyState < video.HAVE_CURRENT_DATA) return;
    // Clocks may be coarse, and two pictures have the same time.
    lastTimestamp = Math.max(lastTimestamp + 1, Math.round(fresh * 1000));
    fresh = undefined;
    const give = asked;
    asked = undefined;
    give(new VideoFrame(video, { timestamp: lastTimestamp }));
  };
  const on = (target: EventTarget, type: string, listener: () => void) =>
    natives.apply(natives.addEventListener, target, [type, listener, { signal }]);
  const onPicture = (now: number) => {
    fresh = now;
    offer();
    if (!signal.aborted) video.requestVideoFrameCallback(onPicture);
  };
  /**
   * A hidden page is not told of pictures, but has them (docs/browser-faults.md#hidden-pages): they are
   * looked for as often as they come.
   */
  const onVisibility = () => {
    stopClock?.();
    stopClock = undefined;
    if (document.visibilityState === 'visible') return;
    const rate = camera.getSettings().frameRate || USUAL_RATE;
    stopClock = watchClock(1000 / rate, () => {
      fresh = performance.now();
      offer();
    });
  };
  const end = () => {
    ended.abort();
    stopClock?.();
    video.srcObject = null;
    asked?.();
    asked = undefined;
  };

  return new ReadableStream<VideoFrame>(
    {
      start: (controller) => {
        const close = () => {
          if (signal.aborted) return;
          end();
          controller.close();
        };
        on(camera, 'ended', close);
        on(document, 'visibilitychange', onVisibility);
        video.muted = true;
        video.srcObject = new natives.MediaStream([camera]);
        video.requestVideoFrameCallback(onPicture);
        // A source that ends before it has begun is no fault.
        video.play().catch((error) => log.debug('the camera does not play', error));
        onVisibility();
      },
      pull: (controller) =>
        new natives.Promise((resolve) => {
          asked = (frame) => {
            if (frame) controller.enqueue(frame);
            resolve();
          };
          offer();
        }),
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
