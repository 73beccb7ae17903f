/**
 * The bench's side of a call page that shows its camera in a video element, as sites do: in Firefox, which
 * gives no streams of frames, and wherever the start of a call is timed. Frames are those presented. Times
 * begin when the site has got its stream.
 */
import { readFrameNumber } from '../../presenter/frame-number';
import type { Beginning, CameraRequest, Span } from './protocol';

/** Period of the timer that tells how late the main thread is, ms. */
const TIMER_MS = 10;

type Counting = { -readonly [Key in keyof Span]: Span[Key] };

let stream: MediaStream | undefined;
let span = emptySpan();
let spanStart = 0;

function emptySpan(): Counting {
  const counts = { cameraFrames: 0, frames: 0, watched: 0, room: 0, person: 0 };
  return { seconds: 0, latencies: [], longestTask: undefined, longestGap: 0, ...counts };
}

async function start({ until, width, height }: CameraRequest): Promise<Beginning> {
  const asked = performance.now();
  stream = await navigator.mediaDevices.getUserMedia({ video: { width, height } });
  const handed = performance.now();
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  let first: number | undefined;
  const awaited = new Promise<number>((resolve) => {
    let waiting = true;
    const onFrame = () => {
      const at = performance.now();
      first ??= at;
      span.frames++;
      span.cameraFrames++;
      if (waiting && (until === 'frame' || showsPerson(video))) {
        waiting = false;
        resolve(at);
      }
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  });
  await video.play();
  const afterCamera = (await awaited) - handed;
  return {
    stream: handed - asked,
    afterStream: afterCamera,
    afterCamera,
    firstAfterCamera: (first ?? handed) - handed,
  };
}

/** The presenter's badge can be read only where the person is drawn. */
function showsPerson(video: HTMLVideoElement): boolean {
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0);
  const picture = context?.getImageData(0, 0, width, height);
  return picture !== undefined && readFrameNumber(picture) !== undefined;
}

// The segmenter's frame is not the page.
if (window === window.top && location.protocol === 'http:') {
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    span.longestGap = Math.max(span.longestGap, now - last - TIMER_MS);
    last = now;
  }, TIMER_MS);
  window.bench = {
    start,
    begin: () => {
      span = emptySpan();
      spanStart = performance.now();
    },
    end: () => ({ ...span, seconds: (performance.now() - spanStart) / 1000 }),
    stop: () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    },
  };
}
