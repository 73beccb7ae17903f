import { useLayoutEffect, useState } from 'preact/hooks';
import type { TabStatus } from '../ui/watch-tab';
import type { TabWatch } from './tab-watch';

/** How Veil does in the tab under the popup, live. */
export function useTabStatus(watch: TabWatch): TabStatus {
  const [status, setStatus] = useState(watch.status);
  useLayoutEffect(() => {
    // It may have changed while the popup was drawn.
    setStatus(watch.status);
    return watch.listen(setStatus);
  }, []);
  return status;
}
