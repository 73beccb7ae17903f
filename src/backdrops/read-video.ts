import { FILM_RATE, LONGEST_FILM } from '../shared/film';
import { createFilmEncoder, type FilmEncoder } from './film-encoder';
import { type MadeFilm, MOST_PIXELS, type Progress } from './made-film';

/** A file that shows nothing for so long, in ms, is broken. */
const SILENCE_MS = 10_000;
/** Twice as fast as it is watched, if the machine can; slower, if it loses frames. */
const FIRST_SPEED = 2;
const SPEEDS = { least: 0.25, most: 4 } as const;
/** A minute that is a few frames longer is one. */
const SLACK_S = 0.5;

/** Makes a film of a video that the browser plays, as it plays. Rejects for what it does not. */
export async function readVideo(file: File, progress: Progress): Promise<MadeFilm> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  let encoder: FilmEncoder | undefined;
  try {
    await openVideo(video, url);
    const { videoWidth: width, videoHeight: height, duration } = video;
    if (width === 0 || height === 0) return { ok: false, reason: 'video-without-picture' };
    if (Math.max(width, height) > MOST_PIXELS)
      return { ok: false, reason: 'video-too-many-pixels' };
    // Of a recording, which says no duration, one finds out as it plays.
    if (Number.isFinite(duration) && duration > LONGEST_FILM + SLACK_S)
      return { ok: false, reason: 'video-too-long' };
    encoder = await createFilmEncoder(
      { width, height },
      Number.isFinite(duration) ? duration : LONGEST_FILM,
    );
    const end = await playThrough(video, encoder, progress);
    if (end > LONGEST_FILM + SLACK_S) return { ok: false, reason: 'video-too-long' };
    return { ok: true, ...(await encoder.finish(1e6 * video.duration)) };
  } finally {
    encoder?.dispose();
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

function openVideo(video: HTMLVideoElement, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no metadata')), SILENCE_MS);
    video.onloadedmetadata = () => {
      clearTimeout(late);
      resolve();
    };
    video.onerror = () => {
      clearTimeout(late);
      reject(video.error ?? new Error('no video'));
    };
    video.muted = true;
    video.playsInline = true;
    video.preload = 'auto';
    video.src = url;
  });
}

/** Gives the encoder each frame that is shown. Where the last one was, in seconds; rejects for a video that breaks off. */
async function playThrough(
  video: HTMLVideoElement,
  encoder: FilmEncoder,
  progress: Progress,
): Promise<number> {
  const ended = new AbortController();
  const { signal } = ended;
  const adaptSpeed = createSpeed(video);
  let last = 0;
  let work = Promise.resolve();
  let silence: ReturnType<typeof setTimeout> | undefined;

  const play = async () => {
    // A hidden page is not told of frames.
    if (document.visibilityState === 'hidden' || video.ended || signal.aborted) return;
    await video.play().catch((error) => {
      // Paused again before it began.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
  };
  const waitFor = async (room: Promise<void>) => {
    video.pause();
    await room;
    await play();
  };
  const played = new Promise<void>((resolve, reject) => {
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        if (document.visibilityState === 'hidden') listen();
        else reject(new Error(`nothing after ${last} s`));
      }, SILENCE_MS);
    };
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      if (signal.aborted) return;
      listen();
      adaptSpeed(mediaTime);
      last = mediaTime;
      if (last > LONGEST_FILM + SLACK_S) {
        resolve();
        return;
      }
      video.requestVideoFrameCallback(onFrame);
      work = encoder.add(video, 1e6 * mediaTime);
      // What there is no room for yet must not be played past.
      (encoder.isFull ? waitFor(work) : work).catch(reject);
      const length = Number.isFinite(video.duration) ? video.duration : LONGEST_FILM;
      progress(Math.min(1, last / length));
    };
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') video.pause();
      else play().catch(reject);
    };
    document.addEventListener('visibilitychange', onVisibility, { signal });
    video.onended = () => resolve();
    video.onerror = () => reject(video.error ?? new Error('no video'));
    video.requestVideoFrameCallback(onFrame);
    listen();
    play().catch(reject);
  });
  try {
    await played;
    await work;
    return last;
  } finally {
    ended.abort();
    clearTimeout(silence);
    video.pause();
  }
}

/** Told of each frame's time, in seconds: plays faster while none is lost. */
function createSpeed(video: HTMLVideoElement): (time: number) => void {
  let last: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  let inTime = 0;
  video.playbackRate = FIRST_SPEED;

  return (time) => {
    const gap = time - (last ?? time);
    last = time;
    if (gap <= 0) return;
    least = Math.min(least, gap);
    const isLost = gap > 1.5 * Math.max(least, 1 / FILM_RATE);
    inTime = isLost ? 0 : inTime + 1;
    const { playbackRate: speed } = video;
    if (isLost) video.playbackRate = Math.max(SPEEDS.least, 0.8 * speed);
    else if (inTime % FILM_RATE === 0) video.playbackRate = Math.min(SPEEDS.most, 1.1 * speed);
  };
}
