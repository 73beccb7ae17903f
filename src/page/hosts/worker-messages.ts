/** The contract between a page's main thread and the worker that runs its frame loops. */
import type { LoopCommand, LoopEvent } from '../../loop/commands';
import type { Ends } from '../transport/frame-port';

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
  /** The command `replace-source`, with a port to the source: see frame-port.ts. */
  | { readonly type: 'source'; readonly loop: number; readonly port: MessagePort }
  /** To be answered as soon as the worker has nothing else to do. */
  | { readonly type: 'idle-probe' };

export type FromLoopWorker =
  /** The first message: the worker's script runs, so the page's CSP allows it. */
  | { readonly type: 'worker-started' }
  /** Answers an `idle-probe`. */
  | { readonly type: 'idle' }
  | { readonly type: 'event'; readonly loop: number; readonly event: LoopEvent };
