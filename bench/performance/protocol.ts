/** What the bench in Node and its page in the browser say to each other. */
import type { Size } from '../../src/shared/geometry';

export type CameraRequest = Size & {
  /** Frames per second. */
  readonly rate: number;
  /** What a call is waited for: a frame with the person before a backdrop, or any frame. */
  readonly until: 'person' | 'frame';
};

/** How a call began, ms. */
export type Beginning = {
  /** From the page's request to the stream being handed to it. */
  readonly stream: number;
  /** From the stream being handed to the site, to the first frame waited for. */
  readonly afterStream: number;
  /** From the camera's first frame to the first frame waited for. */
  readonly afterCamera: number;
  /** From the camera's first frame to the first one sent, covered or not. */
  readonly firstAfterCamera: number;
};

/** What came during a span of time. */
export type Span = {
  readonly seconds: number;
  /** Frames of the camera, and of the track that the site has. */
  readonly cameraFrames: number;
  readonly frames: number;
  /** Of each frame, from the camera's to the site's, ms. */
  readonly latencies: readonly number[];
  /** Longest task of the main thread, ms; the browser tells of those over 50 ms, 0 for none; undefined where it tells of none. */
  readonly longestTask: number | undefined;
  /** The most that a timer of the main thread was late, ms. */
  readonly longestGap: number;
  /** Frames that were looked at, and how many of them show the room. */
  readonly watched: number;
  readonly room: number;
};

export type CallPage = {
  /** Asks for the camera; resolves at the first frame waited for. */
  start(request: CameraRequest): Promise<Beginning>;
  /** Asks for the same camera once more, and reads those frames too. Missing where no bench asks for it. */
  startSecond?(request: CameraRequest): Promise<void>;
  /** Starts a span. watch: every frame is looked at, which takes time of its own. */
  begin(watch: boolean): void;
  end(): Span;
  stop(): void;
};

declare global {
  interface Window {
    bench: CallPage;
  }
}
