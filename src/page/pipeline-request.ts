import { CAMERA_WANTED, PIPELINE_READY } from '../shared/handshake';
import type { ConnectPipeline, Pipeline } from './pipeline';

/** Longer than any injection takes; without the extension nobody answers at all. */
const PIPELINE_TIMEOUT_MS = 10_000;

const { setTimeout, clearTimeout, AbortController, MessageChannel, MessageEvent, DOMException } =
  window;
/**
 * Where patch, content script and pipeline meet. Not the window, whose listeners are erased by
 * `document.open()`. undefined in pages that may not use a camera anyway.
 */
const meetingPlace = window.navigator.mediaDevices;

let pipeline: Promise<Pipeline> | undefined;

/** Asks the content script for the pipeline, once; asks again after a failure. */
export function loadPipeline(): Promise<Pipeline> {
  pipeline ??= requestPipeline();
  pipeline.catch(() => {
    pipeline = undefined;
  });
  return pipeline;
}

function requestPipeline(): Promise<Pipeline> {
  const { port1, port2 } = new MessageChannel();
  const settled = new AbortController();
  const request = new Promise<Pipeline>((resolve, reject) => {
    const onReady = (event: Event) => {
      event.stopImmediatePropagation();
      resolve((event as CustomEvent<ConnectPipeline>).detail(port1));
    };
    meetingPlace.addEventListener(PIPELINE_READY, onReady, { signal: settled.signal });
    // Until the pipeline connects, the only message is that it cannot be injected.
    port1.onmessage = reject;
    const timer = setTimeout(reject, PIPELINE_TIMEOUT_MS);
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    meetingPlace.dispatchEvent(new MessageEvent(CAMERA_WANTED, { ports: [port2] }));
  });
  // One request's listener must not answer for the next.
  const settle = () => settled.abort();
  request.then(settle, settle);
  return request;
}

/**
 * Swaps the camera tracks of a stream, in place; a stream without any is given back at once. When
 * the pipeline cannot come, the camera is stopped and the error is that of one that cannot be read.
 */
export async function processStream(stream: MediaStream): Promise<MediaStream> {
  if (stream.getVideoTracks().length === 0) return stream;
  try {
    return (await loadPipeline())(stream);
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new DOMException('Could not start video source', 'NotReadableError');
  }
}
