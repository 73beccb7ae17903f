/** The contract between the page's main thread and its frame loop, wherever that runs. */
import type { Effect } from '../shared/effect';
import type { FaultReason } from '../shared/fault';
import type { TrackStatus } from '../shared/status';
import type { TierChoice } from '../shared/tiers';

export type LoopCommand =
  /** The camera is off: end. */
  | { readonly type: 'stop' }
  | { readonly type: 'set-effect'; readonly effect: Effect }
  /** Without it the loop keeps the default tier. */
  | { readonly type: 'set-tier'; readonly choice: TierChoice }
  /** A new way to the segmenter, asked for by `segmenter-wanted`. */
  | { readonly type: 'connect-segmenter'; readonly port: MessagePort }
  | { readonly type: 'fail-segmenter'; readonly reason: FaultReason }
  /** An encoded picture asked for by `backdrop-wanted`; null when there is none. */
  | { readonly type: 'set-backdrop'; readonly id: string; readonly bytes: ArrayBuffer | null };

export type LoopEvent =
  /** replace: the one before has failed. */
  | { readonly type: 'segmenter-wanted'; readonly replace: boolean }
  | { readonly type: 'backdrop-wanted'; readonly id: string }
  | { readonly type: 'reported'; readonly status: LoopStatus };

/** What the loop knows of a track's status; its host adds the rest. */
export type LoopStatus = Omit<TrackStatus, 'track' | 'place'>;

/** First message to the worker: the two ends between which the loop runs. */
export type LoopStart = {
  readonly type: 'start';
  readonly source: ReadableStream<VideoFrame>;
  readonly sink: WritableStream<VideoFrame>;
};

/** The worker's first message: its script runs, so the page's CSP allows it. */
export type WorkerStarted = { readonly type: 'worker-started' };
