/** The contract between a page's main thread and its workers. */
import type { LoopCommand, LoopEvent } from '../../loop/commands';

/** To the worker that holds the tracks of a document. loop: the number of one of their loops. */
export type ToKeeperWorker =
  /** The two ends between which a loop runs, and the name of the camera it shows. */
  | {
      readonly type: 'start';
      readonly loop: number;
      readonly source: ReadableStream<VideoFrame>;
      readonly sink: WritableStream<VideoFrame>;
      readonly camera: string;
    }
  | { readonly type: 'command'; readonly loop: number; readonly command: LoopCommand }
  /** The command `replace-source`, with a port to the source: see frame-port.ts. */
  | { readonly type: 'source'; readonly loop: number; readonly port: MessagePort }
  /** To be answered as soon as the worker has nothing else to do. */
  | { readonly type: 'idle-probe' };

export type FromWorker =
  /** The first message of each: its script runs, so the page's CSP allows it. */
  | { readonly type: 'worker-started' }
  /** Answers an `idle-probe`. */
  | { readonly type: 'idle' }
  | { readonly type: 'event'; readonly loop: number; readonly event: LoopEvent };
