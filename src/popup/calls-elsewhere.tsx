import browser from 'webextension-polyfill';
import { say } from '../ui/words';
import { useCallsElsewhere } from './use-calls-elsewhere';

/** Names the calls in other tabs, and leads there. */
export function CallsElsewhere() {
  const calls = useCallsElsewhere();
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
