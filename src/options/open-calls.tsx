import { browser } from '../extension/browser';
import type { TabState } from '../extension/tab-book';
import { useTabs } from '../ui/use-tabs';
import { say } from '../ui/words';

/** Names the calls that began before Veil and show the room, and loads their pages again. */
export function OpenCalls() {
  const calls = useTabs(raw);
  return (
    <>
      {calls.map(({ tab, title }) => (
        <div class="notice" key={tab}>
          <p>{say('welcome_reload', title)}</p>
          <button type="button" class="small" onClick={() => void browser.tabs.reload(tab)}>
            {say('reload')}
          </button>
        </div>
      ))}
    </>
  );
}

const raw = (tabs: readonly TabState[]) =>
  tabs.filter(({ isLive, reason }) => isLive && reason === 'camera-missed');
