import { browser } from '../extension/browser';
import { log } from '../shared/log';
import type { Keys } from '../ui/use-keys';
import { say } from '../ui/words';

/** Firefox has a call for it, which its types do not know; Chromium a page. */
type Shortcuts = { openShortcutSettings?: () => Promise<void> };

const KEY_WORDS = [
  ['toggle', 'command_toggle'],
  ['next-background', 'command_next'],
  ['cover', 'command_cover'],
] as const;

/** The keys, and the way to others. */
export function KeysSection({ keys }: { keys: Keys }) {
  return (
    <details class="keys">
      <summary>{say('keys')}</summary>
      <dl>
        {KEY_WORDS.map(([name, words]) => (
          <div key={name}>
            <dt>{say(words)}</dt>
            <dd>{keys[name] ? <kbd>{keys[name]}</kbd> : say('keys_none')}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="link" onClick={() => void openKeys()}>
        {say('keys_change')}
      </button>
    </details>
  );
}

async function openKeys(): Promise<void> {
  const { openShortcutSettings } = browser.commands as Shortcuts;
  const opening = openShortcutSettings
    ? openShortcutSettings()
    : browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  await opening.catch((error: unknown) => log.warn('the browser does not show its keys', error));
}
