import type { Sent } from './adapt/meter';

/** A frame to send, with what became of it and what made it. */
export type FrameResult = Omit<Sent, 'timestamp' | 'width' | 'height'> & {
  readonly frame: VideoFrame;
};

/** A camera frame under way. None of its promises rejects. */
export type Job = {
  /** The model is at work, or will not be: another frame may be drawn meanwhile. */
  readonly begun: Promise<void>;
  /** The mask has come, or will not: the next frame may begin. */
  readonly matted: Promise<void>;
  /** Draws what goes out. Called once, after `matted`; never left out. */
  draw(): Promise<FrameResult>;
};
