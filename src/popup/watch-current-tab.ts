import { log } from '../shared/log';
import { type TabStatus, watchTab } from '../ui/watch-tab';
import { findCurrentTab } from './current-tab';

/** Tells how the current tab does, now and at every change. Returns the way to stop. */
export function watchCurrentTab(tell: (status: TabStatus) => void): () => void {
  let stop = () => {};
  let stopped = false;
  findCurrentTab()
    .then((tab) => {
      if (stopped) return;
      if (tab?.id === undefined) tell({ kind: 'closed' });
      else stop = watchTab(tab.id, tell);
    })
    .catch((error) => {
      log.warn('the current tab cannot be found', error);
      tell({ kind: 'closed' });
    });
  return () => {
    stopped = true;
    stop();
  };
}
