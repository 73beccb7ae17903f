import type { LoopCommand, LoopEvent } from '../../loop/commands';

/** What a keeper hears of a loop elsewhere. */
export type Heard =
  /** It waits for a frame. */
  | { readonly type: 'frame-wanted' }
  /** A piece of a frame: it is at work. */
  | { readonly type: 'part' }
  /** A frame that it has drawn; the receiver's. */
  | { readonly type: 'drawn'; readonly frame: VideoFrame }
  /** It has sent a frame that is none. */
  | { readonly type: 'broken' }
  /** It has no masks any more, and is to be made anew. */
  | { readonly type: 'lost' }
  | { readonly type: 'event'; readonly event: LoopEvent };

/** How a keeper speaks to one loop elsewhere, over a port. */
export type Wire = {
  start(camera: string): void;
  /** Sends a frame, which stays the caller's. Throws for one that cannot be read. */
  send(frame: VideoFrame): Promise<void>;
  /** Hands a command on, if the loop takes such. */
  command(command: LoopCommand): void;
  /** There are no more frames. */
  end(): void;
  /** Reads a message; undefined for one that nobody understands. Never throws. */
  read(data: unknown): Heard | undefined;
};
