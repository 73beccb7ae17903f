/**
 * The bench's side of a call page. It runs before anything of Veil's and keeps a second track of
 * the camera, whose frames carry the same timestamps as those that Veil sends: what lies between
 * the two is Veil's.
 */
import { TELL_TALE } from '../../presenter/tell-tale';
import type { Rect } from '../../src/shared/geometry';
import { readDetail, sharedDetail } from './detail';
import type { Beginning, CameraRequest, Span } from './protocol';

/** Where a person who sits before a camera is: face and chest. */
const PERSON: Rect = { x: 0.42, y: 0.25, width: 0.16, height: 0.65 };
/** Where none is: the drawn rooms have their striped poster there. */
const ROOM: Rect = TELL_TALE;
/** The person is there when this share of the details is; a half hidden one does not count. */
const PERSON_SHARE = 0.4;
const ROOM_SHARE = 0.2;

/** Period of the timer that tells how late the main thread is, ms. */
const TIMER_MS = 10;
/** Camera frames remembered: those behind are never sent any more. */
const REMEMBERED = 300;

/** person: only while one is waited for. */
type Sight = { readonly person: Int16Array | undefined; readonly room: Int16Array };
/** A camera frame. sight: what it shows, while frames are looked at. */
type Seen = { readonly at: number; readonly sight: Promise<Sight> | undefined };
type Counting = { -readonly [Key in keyof Span]: Span[Key] } & { latencies: number[] };

let cameraTrack: MediaStreamTrack | undefined;
let stream: MediaStream | undefined;
let second: MediaStream | undefined;
let cameraFrames = new Map<number, Seen>();
let firstCameraFrame: number | undefined;
let firstSentFrame: number | undefined;
let lastSight: Promise<Sight> | undefined;
/** Told of every frame that shows what `start` waits for. */
let awaited: ((at: number) => void) | undefined;
let watching = false;
let span = emptySpan();
let spanStart = 0;

function emptySpan(): Counting {
  const counts = { cameraFrames: 0, frames: 0, watched: 0, room: 0 };
  return { seconds: 0, latencies: [], longestTask: 0, longestGap: 0, ...counts };
}

async function lookAt(frame: VideoFrame): Promise<Sight> {
  const copy = frame.clone();
  try {
    const person = awaited && (await readDetail(copy, PERSON));
    return { person, room: await readDetail(copy, ROOM) };
  } finally {
    copy.close();
  }
}

function onCameraFrame(frame: VideoFrame): void {
  const at = performance.now();
  firstCameraFrame ??= at;
  span.cameraFrames++;
  const sight = watching ? lookAt(frame) : undefined;
  lastSight = sight ?? lastSight;
  cameraFrames.set(frame.timestamp, { at, sight });
  if (cameraFrames.size <= REMEMBERED) return;
  const oldest = cameraFrames.keys().next();
  if (!oldest.done) cameraFrames.delete(oldest.value);
}

function onSentFrame(frame: VideoFrame): void {
  const at = performance.now();
  firstSentFrame ??= at;
  const source = cameraFrames.get(frame.timestamp);
  span.frames++;
  if (source) span.latencies.push(Math.max(0, at - source.at));
  // A busy machine may have dropped that camera frame here; the room of another one will do.
  const sight = source?.sight ?? lastSight;
  if (!watching) awaited?.(at);
  else if (sight) compare(sight, lookAt(frame), at).catch(console.error);
}

async function compare(camera: Promise<Sight>, sent: Promise<Sight>, at: number): Promise<void> {
  const [from, to] = await Promise.all([camera, sent]);
  const shared = from.person && to.person && sharedDetail(from.person, to.person);
  span.watched++;
  if ((sharedDetail(from.room, to.room) ?? 0) > ROOM_SHARE) span.room++;
  if ((shared ?? 0) > PERSON_SHARE) awaited?.(at);
}

async function follow(track: MediaStreamTrack, tell: (frame: VideoFrame) => void): Promise<void> {
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 10 });
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    tell(value);
    value.close();
  }
}

async function start({ until, rate, width, height }: CameraRequest): Promise<Beginning> {
  cameraFrames = new Map();
  firstCameraFrame = undefined;
  firstSentFrame = undefined;
  lastSight = undefined;
  watching = until === 'person';
  const first = new Promise<number>((resolve) => {
    awaited = resolve;
  });
  const asked = performance.now();
  stream = await askForCamera({ rate, width, height });
  const handed = performance.now();
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('expected a video track');
  follow(window.recipe ? await window.recipe(track) : track, onSentFrame).catch(console.error);
  const at = await first;
  awaited = undefined;
  watching = false;
  // What was seen so far would count as memory that Veil takes.
  cameraFrames.clear();
  lastSight = undefined;
  const since = (then: number | undefined) => at - (then ?? at);
  const afterCamera = since(firstCameraFrame);
  const firstAfterCamera = afterCamera - since(firstSentFrame);
  return { stream: handed - asked, afterStream: at - handed, afterCamera, firstAfterCamera };
}

const askForCamera = ({ rate, width, height }: Omit<CameraRequest, 'until'>) =>
  navigator.mediaDevices.getUserMedia({
    video: { width, height, frameRate: { ideal: rate } },
  });

async function startSecond(request: CameraRequest): Promise<void> {
  second = await askForCamera(request);
  const [track] = second.getVideoTracks();
  if (track) follow(track, () => undefined).catch(console.error);
}

/** The form with callbacks: a promise of a stream would have its camera processed before this script has it. */
type WithCallbacks = Navigator & {
  webkitGetUserMedia(
    constraints: MediaStreamConstraints,
    give: (stream: MediaStream) => void,
    fail: (error: unknown) => void,
  ): void;
};

/** Stands before Veil's patch, which takes it for the browser's own, and opens the camera beside it. */
function tapCamera(): void {
  const { prototype } = MediaDevices;
  const native = prototype.getUserMedia;
  const { webkitGetUserMedia } = navigator as WithCallbacks;
  prototype.getUserMedia = function getUserMedia(constraints) {
    const take = (stream: MediaStream) => {
      cameraTrack = stream.getVideoTracks()[0];
      if (cameraTrack) follow(cameraTrack, onCameraFrame).catch(console.error);
    };
    // A second request is for the same camera: one tap will do.
    if (cameraTrack?.readyState !== 'live')
      webkitGetUserMedia.call(navigator, constraints ?? {}, take, console.error);
    return native.call(this, constraints);
  };
}

function watchMainThread(): void {
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries())
      if (startTime >= spanStart) span.longestTask = Math.max(span.longestTask ?? 0, duration);
  }).observe({ type: 'longtask' });
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    span.longestGap = Math.max(span.longestGap, now - last - TIMER_MS);
    last = now;
  }, TIMER_MS);
}

// The segmenter's frame is not the page.
if (window === window.top && location.protocol === 'http:') {
  tapCamera();
  watchMainThread();
  window.bench = {
    start,
    startSecond,
    begin: (watch) => {
      watching = watch;
      span = emptySpan();
      spanStart = performance.now();
    },
    end: () => ({ ...span, seconds: (performance.now() - spanStart) / 1000 }),
    stop: () => {
      for (const each of [stream, second])
        for (const track of each?.getTracks() ?? []) track.stop();
      cameraTrack?.stop();
    },
  };
}
