import type { LoopCommand } from '../../loop/commands';
import type { Place } from '../../shared/status';

/** A frame loop, seen from the page's main thread. */
export type LoopHost = {
  readonly place: Place;
  send(command: LoopCommand, transfer?: Transferable[]): void;
};
