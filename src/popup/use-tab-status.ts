import { useEffect, useState } from 'preact/hooks';
import type { TabStatus } from '../ui/watch-tab';
import { watchCurrentTab } from './watch-current-tab';

/** How Veil does in the tab under the popup, live. */
export function useTabStatus(): TabStatus {
  const [status, setStatus] = useState<TabStatus>({ kind: 'asked' });
  useEffect(() => watchCurrentTab(setStatus), []);
  return status;
}
