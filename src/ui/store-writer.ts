/** Writes what a panel changes of something that is stored. */
export type StoreWriter<State> = {
  /** Adds a change. It is written at once, or with the next write when one has just been made. */
  write(change: Partial<State>): void;
  /** Writes what waits without waiting any longer. */
  flush(): void;
};

export type WriterOptions<State> = {
  readonly save: (change: Partial<State>) => Promise<unknown>;
  readonly onFailed: (error: unknown) => void;
  /** What has been chosen and is not stored; undefined when all is. */
  readonly onUnsaved: (change: Partial<State> | undefined) => void;
  /** Nothing waits any more. */
  readonly onIdle?: () => void;
};

/** A slider gives a change per pixel; 20 writes a second look live and spare every open page. */
const PERIOD_MS = 50;

/** Writes changes one after the other, never faster than the period, and always the last. */
export function createStoreWriter<State>({
  save,
  onFailed,
  onUnsaved,
  onIdle,
}: WriterOptions<State>): StoreWriter<State> {
  let saving: Partial<State> | undefined;
  let waiting: Partial<State> | undefined;
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
    onIdle?.();
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
