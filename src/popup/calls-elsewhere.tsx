import { browser } from '../extension/browser';
import type { TabState } from '../extension/tab-book';
import { useTabs } from '../ui/use-tabs';
import { say } from '../ui/words';
import { findPlace } from './place';

/** Names the calls in other tabs, which get every change that is made here, and leads there. */
export function CallsElsewhere() {
  const calls = useTabs(elsewhere);
  return (
    <>
      {calls.map(({ tab, title }) => (
        <div class="notice" key={tab}>
          <p>{say('call_elsewhere', title)}</p>
          <button
            type="button"
            class="small"
            onClick={() => void browser.tabs.update(tab, { active: true })}
          >
            {say('call_show')}
          </button>
        </div>
      ))}
    </>
  );
}

async function elsewhere(tabs: readonly TabState[]): Promise<TabState[]> {
  const current = await findPlace();
  return tabs.filter(({ tab, isLive }) => isLive && tab !== current.tab);
}
