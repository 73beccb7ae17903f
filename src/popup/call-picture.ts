import browser from 'webextension-polyfill';
import { PICTURE_PORT } from '../shared/handshake';
import { log } from '../shared/log';
import type { PopupToContent } from '../shared/messages';
import { parseSmallPicture } from '../shared/small-picture';
import type { TabTrack } from '../ui/watch-tab';

/** Each picture is asked for when the one before is drawn, and no sooner than that, ms. */
const PERIOD_MS = 1000 / 15;
/** A picture that has not come by then is asked for once more. */
const LATE_MS = 1000;

/** Draws what a track sends, live. Returns the way to stop. onShown: called for the first picture. */
export function showCallPicture(
  { tab, frame, track }: Pick<TabTrack, 'tab' | 'frame' | 'track'>,
  canvas: HTMLCanvasElement,
  onShown: () => void,
): () => void {
  const context = canvas.getContext('2d', { alpha: false });
  const port = browser.tabs.connect(tab, { name: PICTURE_PORT });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = 0;
  let isShown = false;

  const ask = () => {
    const wanted: PopupToContent = { frame, track };
    askedAt = performance.now();
    port.postMessage(wanted);
    timer = setTimeout(ask, LATE_MS);
  };
  port.onMessage.addListener((data: unknown) => {
    clearTimeout(timer);
    if (context && draw(context, data) && !isShown) {
      isShown = true;
      onShown();
    }
    timer = setTimeout(ask, Math.max(0, askedAt + PERIOD_MS - performance.now()));
  });
  port.onDisconnect.addListener(() => {
    clearTimeout(timer);
    // Chromium logs an error that nobody reads.
    if (browser.runtime.lastError) log.debug('the tab shows no picture');
  });
  ask();
  return () => {
    clearTimeout(timer);
    port.disconnect();
  };
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
