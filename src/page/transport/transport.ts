import { curtained } from './curtain';
import { canReadPixels } from './readable-pixels';
import { hasTrackStreams, trackStreams } from './track-streams';
import { videoCanvas } from './video-canvas';

/** Where processed frames go: the track that the site gets shows what is written. */
export type Sink = {
  readonly track: MediaStreamTrack;
  readonly writable: WritableStream<VideoFrame>;
  /** Only where no frame can be written: shows the camera as it is, or black, which it is at first. */
  readonly curtain?: (open: boolean) => void;
};

/** The way of frames out of a camera track and into a processed one. */
export type Transport = {
  openSink(camera: MediaStreamTrack): Sink;
  /** Gives the newest frame when asked for one; those that come meanwhile are dropped. */
  openSource(camera: MediaStreamTrack): ReadableStream<VideoFrame>;
  /** The ends are the browser's own: a worker takes them over whole, and tracks end with them. */
  readonly isNative: boolean;
};

let chosen: Transport | undefined;

/** The transport of this browser; chosen when first needed. */
export function transport(): Transport {
  chosen ??= choose();
  return chosen;
}

/** By what the browser does, not by its name: a page, or another extension, may define look-alikes. */
function choose(): Transport {
  if (hasTrackStreams()) return trackStreams;
  return canReadPixels() ? videoCanvas : curtained;
}
