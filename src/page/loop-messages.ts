/** The contract between the page's main thread and its frame loop, wherever that runs. */
import type { CompositorName } from '../shared/compositor-name';
import type { Effect } from '../shared/effect';
import type { FaultReason } from '../shared/fault';
import type { TierChoice } from '../shared/tiers';
import type { LoopStatus } from './remote-messages';
import type { Ends } from './transport/frame-port';

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

/** To the worker that runs the loops of a document. loop: the number of one of them. */
export type ToLoopWorker =
  /** The two ends between which a loop runs, and the name of the camera it shows. */
  | {
      readonly type: 'start';
      readonly loop: number;
      readonly ends: Ends;
      readonly camera: string;
    }
  | { readonly type: 'command'; readonly loop: number; readonly command: LoopCommand }
  /** To be answered as soon as the worker has nothing else to do. */
  | { readonly type: 'knock' };

export type FromLoopWorker =
  /** The first message: the worker's script runs, so the page's CSP allows it. */
  | { readonly type: 'worker-started' }
  | { readonly type: 'at-leisure' }
  | { readonly type: 'event'; readonly loop: number; readonly event: LoopEvent };
