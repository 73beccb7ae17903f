import { browser } from '../extension/browser';
import { PICTURE_PORT } from '../shared/handshake';
import { log } from '../shared/log';
import type { PopupToContent, TrackName, TrackPicture } from '../shared/messages';
import { isRecord } from '../shared/parse';
import { parseSmallPicture } from '../shared/small-picture';
import type { EarlyPicture, NamedTrack } from './early-picture';

/** Each picture is asked for when the one before is drawn, and no sooner than that, ms. */
const PERIOD_MS = 1000 / 15;
/** A picture that has not come by then is asked for once more. */
const LATE_MS = 1000;

/**
 * Draws what a track sends, live. Returns the way to stop. early: a picture of some track, asked for before; onShown: called
 * for the first picture.
 */
export function showCallPicture(
  { tab, frame, track }: NamedTrack,
  canvas: HTMLCanvasElement,
  early: Promise<EarlyPicture>,
  onShown: () => void,
): () => void {
  const context = canvas.getContext('2d', { alpha: false });
  const port = browser.tabs.connect(tab, { name: PICTURE_PORT });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = 0;
  let isShown = false;

  const show = (data: unknown) => {
    if (!context || !isOf(data, { frame, track }) || !draw(context, data.picture) || isShown)
      return;
    isShown = true;
    onShown();
  };
  const ask = () => {
    const wanted: PopupToContent = { frame, track };
    askedAt = performance.now();
    port.postMessage(wanted);
    timer = setTimeout(ask, LATE_MS);
  };
  port.onMessage.addListener((data: unknown) => {
    clearTimeout(timer);
    show(data);
    timer = setTimeout(ask, Math.max(0, askedAt + PERIOD_MS - performance.now()));
  });
  port.onDisconnect.addListener(() => {
    clearTimeout(timer);
    // Chromium logs an error that nobody reads.
    if (browser.runtime.lastError) log.debug('the tab shows no picture');
  });
  ask();
  let isOver = false;
  const showEarly = ({ data, at }: EarlyPicture) => {
    // It is shown once: later it is of another time.
    if (!isShown && !isOver && performance.now() - at < LATE_MS) show(data);
  };
  early.then(showEarly).catch((error) => log.debug('no early picture', error));
  return () => {
    isOver = true;
    clearTimeout(timer);
    port.disconnect();
  };
}

/** Whether it is an answer about this track. */
function isOf(data: unknown, { frame, track }: TrackName): data is TrackPicture {
  return isRecord(data) && data['frame'] === frame && data['track'] === track;
}

/** Draws a picture that a page has made; false for what is none. */
function draw(context: CanvasRenderingContext2D, data: unknown): boolean {
  const picture = parseSmallPicture(data);
  if (!picture) return false;
  const { width, height, base64 } = picture;
  const pixels = new Uint8ClampedArray(4 * width * height);
  try {
    const bytes = Uint8Array.fromBase64(base64);
    if (bytes.length !== pixels.length) return false;
    pixels.set(bytes);
  } catch (error) {
    log.debug('the picture is none', error);
    return false;
  }
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return true;
}
