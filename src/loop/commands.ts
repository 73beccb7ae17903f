/** The contract between the page's main thread and its frame loop, wherever that runs. */
import type { CallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import type { SmallPicture } from '../shared/small-picture';
import type { LoopStatus } from '../shared/status';

export type LoopCommand =
  /** The camera is off: end. */
  | { readonly type: 'stop' }
  /** The site has disabled the track, or enabled it again. */
  | { readonly type: 'mute'; readonly isOn: boolean }
  /** The camera's frames come another way from now on. */
  | { readonly type: 'replace-source'; readonly source: ReadableStream<VideoFrame> }
  /** Until the first one, every frame is covered. */
  | { readonly type: 'settings-changed'; readonly settings: CallSettings }
  /** Settings have come that nobody can read: every frame is covered, until some that are read. */
  | { readonly type: 'settings-refused' }
  /** The file with the network's weights, for a loop that makes its masks itself; null when there is none. */
  | { readonly type: 'set-weights'; readonly bytes: ArrayBuffer | null }
  /** A new way to the segmenter, or to the extension's loop, asked for by `segmenter-wanted`. */
  | { readonly type: 'connect-segmenter'; readonly port: MessagePort }
  /** The way to a worker that runs the loop, asked for by `worker-wanted`. */
  | { readonly type: 'connect-worker'; readonly port: MessagePort }
  /** A way to the user's settings that no script of the page can hold up, asked for by `link-wanted` … */
  | { readonly type: 'connect-link'; readonly port: MessagePort }
  /** … and nobody at its other end any more. */
  | { readonly type: 'lose-link' }
  | { readonly type: 'fail-segmenter'; readonly reason: FaultReason }
  /** Show a small picture of the next frame that is sent. isFirst: a smaller one. */
  | { readonly type: 'send-picture'; readonly isFirst?: true }
  /** An encoded picture asked for by `backdrop-wanted`; null when there is none. */
  | { readonly type: 'set-backdrop'; readonly id: string; readonly bytes: ArrayBuffer | null };

export type LoopEvent =
  /** replace: the one before has failed. */
  | { readonly type: 'segmenter-wanted'; readonly replace: boolean }
  /** The first track of a worker that can listen to a link. */
  | { readonly type: 'link-wanted' }
  /** A worker is to run the loop. replace: the one before hangs or is gone. */
  | { readonly type: 'worker-wanted'; readonly replace: boolean }
  | { readonly type: 'backdrop-wanted'; readonly id: string }
  /** Nobody holds the ends of the track any more: it can never show a picture again. */
  | { readonly type: 'track-lost' }
  /** No frame has come for so long, ms, though one could have been taken: see intake.ts. */
  | { readonly type: 'starved'; readonly waited: number }
  | { readonly type: 'reported'; readonly status: LoopStatus }
  /** Asked for by `send-picture`. */
  | { readonly type: 'picture-taken'; readonly picture: SmallPicture };
