/** Collects release functions and runs them once, last in, first out. */
export type Disposer = {
  /** Adds a release function; runs it at once if everything has been released already. */
  add(release: () => void): void;
  dispose(): void;
};

/**
 * Makes a disposer. A release that throws does not keep the others from running; the first error is
 * thrown again when all have run.
 */
export function createDisposer(): Disposer {
  const releases: (() => void)[] = [];
  let disposed = false;

  const dispose = () => {
    if (disposed) return;
    disposed = true;
    const errors: unknown[] = [];
    for (const release of releases.splice(0).reverse()) {
      try {
        release();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  };

  return {
    add: (release) => {
      if (disposed) release();
      else releases.push(release);
    },
    dispose,
  };
}
