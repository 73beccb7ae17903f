import { natives } from '../natives/natives';
import { CAMERA_WANTED, PIPELINE_READY, PROTOCOL } from '../shared/handshake';
import type { Realm } from './realm';

/** Replaces the camera tracks of a stream, in place, by processed ones; returns the same stream. */
export type Pipeline = (stream: MediaStream) => MediaStream;
/** Makes the pipeline of a document around its port to the content script, whose end is `other`. */
export type ConnectPipeline = (port: MessagePort, other: MessagePort) => Pipeline;

/** Longer than any injection takes. */
const PIPELINE_TIMEOUT_MS = 10_000;

/** The pipeline, once this document has asked for a camera. */
let pipeline: Promise<Pipeline> | undefined;

/** Tracks that are Veil's, or that it has looked at and left as they are. No page can tell it otherwise. */
const met = new WeakSet<MediaStreamTrack>();
const known = { has: met.has.bind(met), add: met.add.bind(met) };

/** Takes the pipeline when it comes for the last request. */
let connect: ((pipeline: ConnectPipeline) => void) | undefined;

/**
 * Where patch, content script and pipeline meet. Not the window, whose listeners `document.open()` erases.
 * undefined in pages that may not use a camera anyway.
 */
const { mediaDevices } = natives;
// From the beginning, so that no page hears it first.
mediaDevices?.addEventListener(PIPELINE_READY, (event) => {
  natives.hush(event);
  connect?.((event as CustomEvent<ConnectPipeline>).detail);
});

/** Asks the content script for the pipeline, once; asks again after a failure. */
export function loadPipeline(): Promise<Pipeline> {
  if (!pipeline) {
    pipeline = requestPipeline();
    pipeline.catch(() => {
      pipeline = undefined;
    });
  }
  return pipeline;
}

function requestPipeline(): Promise<Pipeline> {
  const { MessageChannel, setTimeout } = natives;
  const { port1, port2 } = new MessageChannel();
  const port = natives.pin(port1, 'port');
  return new natives.Promise((resolve, reject) => {
    connect = (pipeline) => resolve(pipeline(port, port2));
    // Until the pipeline connects, the only message is that it cannot be injected.
    port.onmessage = reject;
    setTimeout(reject, PIPELINE_TIMEOUT_MS);
    const init = { data: PROTOCOL, ports: [port2], cancelable: true };
    const wanted = new natives.MessageEvent(CAMERA_WANTED, init);
    // Heard, it is cancelled.
    if (natives.apply(natives.dispatchEvent, mediaDevices, [wanted])) reject();
  });
}

/**
 * Swaps the camera tracks of a stream, in place; a stream without any is given back at once. When
 * the pipeline cannot come, the camera is stopped and the error is that of one that cannot be read.
 */
export async function processStream(stream: MediaStream): Promise<MediaStream> {
  if (stream.getVideoTracks().every(known.has)) return stream;
  try {
    (await loadPipeline())(stream);
    for (const track of stream.getTracks()) known.add(track);
    return stream;
  } catch {
    for (const track of stream.getTracks()) track.stop();
    // Whoever shows it, the user reads it.
    throw new natives.DOMException('Veil is not ready: reload this page', 'NotReadableError');
  }
}

/**
 * Whoever has come before Veil may hold the native methods, and give the page what they give. But a promise
 * that is given a stream looks for its `then` first: by this one nobody gets a stream before its camera is processed.
 */
export function guardStreams(realm: Realm): void {
  let { prototype } = realm.MediaStream;
  // A class derived from the browser's has no tag of its own.
  while (!natives.describe(prototype, Symbol.toStringTag))
    prototype = Object.getPrototypeOf(prototype);
  natives.define(prototype, 'then', {
    configurable: true,
    get(this: MediaStream) {
      // From a frame that is gone no content script can be asked; whoever has borrowed its method asks another.
      if (window.closed || !this.getVideoTracks().some(isRawCamera)) return undefined;
      return (...settle: []) => void processStream(this).then(...settle);
    },
  });
}

function isRawCamera(track: MediaStreamTrack): unknown {
  // Only a device belongs to a group.
  return natives.apply(natives.getSettings, track, []).groupId && !known.has(track);
}
