/** Where processed frames go: the track that the site gets shows what is written. */
export type Sink = {
  readonly track: MediaStreamTrack;
  readonly writable: WritableStream<VideoFrame>;
  /** Only where no frame can be written: makes the track black, as it is at first, or the camera's own. */
  readonly blackout?: (on: boolean) => void;
};

/** The way of frames out of a camera track and into a processed one. */
export type Transport = {
  openSink(camera: MediaStreamTrack): Sink;
  /** Gives the newest frame when asked for one; those that come meanwhile are dropped. */
  openSource(camera: MediaStreamTrack): ReadableStream<VideoFrame>;
  /** The ends are the browser's own: a worker takes them over whole, and tracks end with them. */
  readonly isNative: boolean;
};
