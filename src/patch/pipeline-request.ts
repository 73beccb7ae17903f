import { natives } from '../natives/natives';
import { CAMERA_WANTED, PIPELINE_READY } from '../shared/handshake';

/** Replaces the camera tracks of a stream, in place, by processed ones; returns the same stream. */
export type Pipeline = (stream: MediaStream) => MediaStream;
/** Makes the pipeline of a document around its port to the content script. */
export type ConnectPipeline = (port: MessagePort) => Pipeline;

/** Longer than any injection takes. */
const PIPELINE_TIMEOUT_MS = 10_000;

/**
 * Where patch, content script and pipeline meet. Not the window, whose listeners are erased by
 * `document.open()`. undefined in pages that may not use a camera anyway.
 */
const { mediaDevices } = window.navigator;

/** The pipeline of each document whose camera was asked for. */
const pipelines = new WeakMap<MediaDevices, Promise<Pipeline>>();

/**
 * Asks the content script for the pipeline, once; asks again after a failure. devices: those that are
 * asked for a camera; a method borrowed from another window serves the window it is used on.
 */
export function loadPipeline(devices = mediaDevices): Promise<Pipeline> {
  const known = pipelines.get(devices);
  if (known) return known;
  const request = requestPipeline(devices);
  pipelines.set(devices, request);
  request.catch(() => pipelines.delete(devices));
  return request;
}

function requestPipeline(devices: MediaDevices): Promise<Pipeline> {
  const { apply, addEventListener, removeEventListener, dispatchEvent } = natives;
  const { setTimeout, clearTimeout } = natives;
  const { port1, port2 } = new natives.MessageChannel();
  const port = natives.pin(port1, 'port');
  let settle = () => {};
  const request = new natives.Promise<Pipeline>((resolve, reject) => {
    const onReady = (event: Event) => {
      apply(natives.stopImmediatePropagation, event, []);
      resolve((event as CustomEvent<ConnectPipeline>).detail(port));
    };
    apply(addEventListener, devices, [PIPELINE_READY, onReady]);
    // Until the pipeline connects, the only message is that it cannot be injected.
    port.onmessage = reject;
    const timer = setTimeout(reject, PIPELINE_TIMEOUT_MS);
    // One request's listener must not answer for the next.
    settle = () => {
      clearTimeout(timer);
      apply(removeEventListener, devices, [PIPELINE_READY, onReady]);
    };
    const wanted = new natives.MessageEvent(CAMERA_WANTED, { ports: [port2], cancelable: true });
    const isHeard = !apply(dispatchEvent, devices, [wanted]);
    if (isHeard) return;
    // A document whose page has not come yet has no content script; its maker's does the work.
    if (devices === mediaDevices) reject();
    else resolve(loadPipeline());
  });
  request.then(settle, settle);
  return request;
}

/**
 * Swaps the camera tracks of a stream, in place; a stream without any is given back at once. When
 * the pipeline cannot come, the camera is stopped and the error is that of one that cannot be read.
 * devices: see `loadPipeline`.
 */
export async function processStream(
  stream: MediaStream,
  devices?: MediaDevices,
): Promise<MediaStream> {
  if (stream.getVideoTracks().length === 0) return stream;
  try {
    return (await loadPipeline(devices))(stream);
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new natives.DOMException('Could not start video source', 'NotReadableError');
  }
}
