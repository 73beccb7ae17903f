import type { Settings } from '../shared/settings';

type Change = Partial<Settings>;

export type SettingsWriter = {
  /** Adds a change. It is written at once, or with the next write when one has just been made. */
  write(change: Change): void;
  /** Writes what waits without waiting any longer. */
  flush(): void;
};

type Options = {
  readonly save: (change: Change) => Promise<unknown>;
  readonly onFailed: (error: unknown) => void;
  /** What has been chosen and is not stored; undefined when all is. */
  readonly onUnsaved: (change: Change | undefined) => void;
  /** Nothing waits any more. */
  readonly onIdle: () => void;
};

/** A slider gives a change per pixel; 20 writes a second look live and spare every open page. */
const PERIOD_MS = 50;

/** Writes settings one after the other, never faster than the period, and always the last. */
export function createSettingsWriter({
  save,
  onFailed,
  onUnsaved,
  onIdle,
}: Options): SettingsWriter {
  let saving: Change | undefined;
  let waiting: Change | undefined;
  let running = false;
  let wake = () => {};

  const tellUnsaved = () => onUnsaved(saving || waiting ? { ...saving, ...waiting } : undefined);

  const run = async () => {
    running = true;
    while (waiting) {
      saving = waiting;
      waiting = undefined;
      await save(saving).catch(onFailed);
      saving = undefined;
      tellUnsaved();
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, PERIOD_MS);
      });
    }
    running = false;
    onIdle();
  };

  return {
    write: (change) => {
      waiting = { ...waiting, ...change };
      tellUnsaved();
      if (!running) void run();
    },
    flush: () => wake(),
  };
}
