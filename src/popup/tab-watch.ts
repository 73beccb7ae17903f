import { log } from '../shared/log';
import { type TabStatus, watchTab } from '../ui/watch-tab';
import type { PopupPlace } from './place';

/** How the tab under the popup does. */
export type TabWatch = {
  /** What was told last. */
  readonly status: TabStatus;
  /** Tells every change from now on. Returns the way to stop. */
  listen(tell: (status: TabStatus) => void): () => void;
};

/** Asks the tab from now on, as long as the popup's page is there. */
export function watchTabUnder(place: Promise<PopupPlace>): TabWatch {
  let status: TabStatus = { kind: 'asked' };
  const listeners = new Set<(status: TabStatus) => void>();
  const tell = (told: TabStatus) => {
    status = told;
    for (const listener of listeners) listener(told);
  };
  place
    .then(({ tab }) => {
      if (tab === undefined) tell({ kind: 'closed' });
      else watchTab(tab, tell);
    })
    .catch((error) => {
      log.warn('the tab under the popup cannot be found', error);
      tell({ kind: 'closed' });
    });
  return {
    get status() {
      return status;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
