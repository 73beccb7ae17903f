import { hasTrackStreams, trackStreams } from './track-streams';
import { videoCanvas } from './video-canvas';

/** Where processed frames go: the track that the site gets shows what is written. */
export type Sink = {
  readonly track: MediaStreamTrack;
  readonly writable: WritableStream<VideoFrame>;
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
  chosen ??= hasTrackStreams() ? trackStreams : videoCanvas;
  return chosen;
}
