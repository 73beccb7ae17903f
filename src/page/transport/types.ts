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
