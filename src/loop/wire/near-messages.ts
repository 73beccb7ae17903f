/** The contract between a keeper and a frame loop in a worker of the same page: frames move as they are. */
import type { LoopCommand, LoopEvent } from '../commands';

export type KeeperToLoop =
  /** The first message. camera: its name; tracks of one camera share their work. */
  | { readonly type: 'start'; readonly camera: string }
  /** A camera frame; comes when asked for by `frame-wanted`, and is the receiver's. */
  | { readonly type: 'frame'; readonly frame: VideoFrame }
  | { readonly type: 'command'; readonly command: LoopCommand }
  /** There are no more frames. */
  | { readonly type: 'end' };

export type LoopToKeeper =
  /** Send the next frame. */
  | { readonly type: 'frame-wanted' }
  /** A frame to show, the receiver's; one for each that came. */
  | { readonly type: 'frame'; readonly frame: VideoFrame }
  | { readonly type: 'event'; readonly event: LoopEvent };
