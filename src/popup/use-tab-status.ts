import { useEffect, useState } from 'preact/hooks';
import { type TabStatus, watchCurrentTab } from './tab-status';

/** How Veil does in the tab under the popup, live. */
export function useTabStatus(): TabStatus {
  const [status, setStatus] = useState<TabStatus>({ kind: 'asked' });
  useEffect(() => watchCurrentTab(setStatus), []);
  return status;
}
