import { LOOP_CONNECT, SEGMENTER_CONNECT } from '../shared/handshake';
import type { LoopToSegmenter, SegmenterService } from '../shared/messages';
import type { ModelVariantName } from '../shared/model-variants';
import {
  ANSWER_TIMEOUT_MS,
  type HiddenFrame,
  openHiddenFrame,
  PLACES,
  postToFrame,
} from './hidden-frame';
import { createLimit } from './limit';

/** A frame younger than this is not replaced: another track has just had it made. */
const YOUNG_MS = 5000;
/** A frame that no track uses is kept so long: a site stops its camera and starts it again. */
const IDLE_MS = 30_000;

/** A document asks once for each camera, and once more after each failure. */
const mayConnect = createLimit(200, 1);

let place = 0;

let current: HiddenFrame | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

/**
 * Hands a port to the segmenter of this document, which is made when first needed, and made anew if
 * the page has removed it or the caller finds it broken. False when the page blocks its frame, or asks without end.
 */
export async function connectSegmenter(
  port: MessagePort,
  service: SegmenterService,
  replace: boolean,
): Promise<boolean> {
  if (!mayConnect()) return false;
  setSegmenterUse(true);
  if (current && replace && performance.now() - current.madeAt > YOUNG_MS) current.host.remove();
  for (const _ of PLACES) {
    if (!current?.host.isConnected) current = openHiddenFrame('src/segmenter/frame.html', place);
    const { host, loaded, removed } = current;
    const frame = await Promise.race([loaded, removed]);
    if (frame === undefined) {
      if (current.host === host) place++;
      continue;
    }
    const answered = await Promise.race([greet(frame, port, service), removed]);
    if (!answered) host.remove();
    return answered === true;
  }
  return false;
}

/** Has the segmenter load a model before a track asks for it: a camera takes its time to open. */
export async function warmSegmenter(variant: ModelVariantName): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const job: LoopToSegmenter = { type: 'load', variant };
  port1.postMessage(job);
  // Whatever it answers, a track will ask again.
  port1.onmessage = () => port1.close();
  if (!(await connectSegmenter(port2, 'masks', false))) port1.close();
}

/** Whether a track needs the segmenter: one that none has needed for a while gives its memory back. */
export function setSegmenterUse(inUse: boolean): void {
  if (inUse) {
    clearTimeout(idle);
    idle = undefined;
  } else if (current) {
    idle ??= setTimeout(() => {
      current?.host.remove();
      current = undefined;
      idle = undefined;
    }, IDLE_MS);
  }
}

/** Gives the port to the frame; a blocked one shows an error page, which does not answer. */
function greet(
  frame: Window | null,
  port: MessagePort,
  service: SegmenterService,
): Promise<boolean> {
  if (!frame) return Promise.resolve(false);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWER_TIMEOUT_MS);
    postToFrame(frame, service === 'loop' ? LOOP_CONNECT : SEGMENTER_CONNECT, [port, port2]);
  });
}
