/** The contract between the page's main thread and its frame loop, wherever that runs. */
import type { CompositorName } from '../shared/compositor-name';
import type { Effect } from '../shared/effect';
import type { FaultReason } from '../shared/fault';
import type { LoopStatus } from '../shared/status';
import type { TierChoice } from '../shared/tiers';

export type LoopCommand =
  /** The camera is off: end. */
  | { readonly type: 'stop' }
  | { readonly type: 'set-effect'; readonly effect: Effect }
  /** Without it the loop keeps the default tier. */
  | { readonly type: 'set-tier'; readonly choice: TierChoice }
  /** Without it the loop finds out by itself. */
  | { readonly type: 'prefer-compositor'; readonly name: CompositorName }
  /** A new way to the segmenter, or to the extension's loop, asked for by `segmenter-wanted`. */
  | { readonly type: 'connect-segmenter'; readonly port: MessagePort }
  | { readonly type: 'fail-segmenter'; readonly reason: FaultReason }
  /** An encoded picture asked for by `backdrop-wanted`; null when there is none. */
  | { readonly type: 'set-backdrop'; readonly id: string; readonly bytes: ArrayBuffer | null };

export type LoopEvent =
  /** replace: the one before has failed. */
  | { readonly type: 'segmenter-wanted'; readonly replace: boolean }
  | { readonly type: 'backdrop-wanted'; readonly id: string }
  /** No frame has come for a second, though one could have been taken. */
  | { readonly type: 'starved' }
  | { readonly type: 'reported'; readonly status: LoopStatus };
