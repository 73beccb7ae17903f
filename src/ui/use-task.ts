import { useState } from 'preact/hooks';
import { log } from '../shared/log';

/** Whether something is being done, and what does it: one thing at a time. */
export function useTask(): readonly [isBusy: boolean, run: (task: () => Promise<void>) => void] {
  const [isBusy, setBusy] = useState(false);
  const run = (task: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    task()
      .catch((error) => log.warn('it could not be done', error))
      .finally(() => setBusy(false));
  };
  return [isBusy, run];
}
