import { natives } from '../../natives/natives';

/** Notices that the worker which keeps the tracks of a document is gone: it speaks once a second. */
export type KeeperWatch = {
  /** It is gone. */
  readonly isOver: boolean;
  /** It has said something. */
  heard(): void;
  end(): void;
};

const PERIOD_MS = 1000;
/** Periods without a word, in each of which this thread was awake itself. */
const MOST_SILENT = 4;

/**
 * isAtWork: whether it has anything to say now; one that waits for its first track is silent. onLost: called once, when it has been
 * silent for too long.
 */
export function watchKeeper(isAtWork: () => boolean, onLost: () => void): KeeperWatch {
  const { setTimeout, clearTimeout } = natives;
  let silent = 0;
  let last = performance.now();
  let isOver = false;

  const tick = () => {
    const now = performance.now();
    // A blocked page, or a machine that sleeps, has heard nobody.
    silent = now - last > 2 * PERIOD_MS || !isAtWork() ? 0 : silent + 1;
    last = now;
    isOver = silent > MOST_SILENT;
    if (isOver) onLost();
    else timer = setTimeout(tick, PERIOD_MS);
  };
  let timer = setTimeout(tick, PERIOD_MS);

  return {
    get isOver() {
      return isOver;
    },
    heard: () => {
      silent = 0;
    },
    end: () => clearTimeout(timer),
  };
}
