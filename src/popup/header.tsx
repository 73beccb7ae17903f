import { browser } from '../extension/browser';
import { Switch } from '../ui/switch';
import { say } from '../ui/words';

type Props = {
  /** undefined until it is known. */
  readonly enabled: boolean | undefined;
  /** An administrator has decided it. */
  readonly isLocked: boolean;
  /** A camera of this tab has not told yet that it does so. */
  readonly isSwitching: boolean;
  readonly onToggle: (enabled: boolean) => void;
};

/** Name, mark, the way to all settings, and the switch for all sites. */
export function Header({ enabled, isLocked, isSwitching, onToggle }: Props) {
  return (
    <header>
      <img src="/icons/veil-48.png" width="28" height="28" alt="" />
      <h1>Veil</h1>
      <button
        type="button"
        class="icon-button"
        title={say('settings')}
        aria-label={say('settings')}
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 7h9m5 0h2M4 17h2m5 0h9" />
          <circle cx="15.5" cy="7" r="2.5" />
          <circle cx="8.5" cy="17" r="2.5" />
        </svg>
      </button>
      <span class="state" aria-hidden="true">
        {enabled !== undefined && say(isSwitching ? 'switching' : enabled ? 'on' : 'off')}
      </span>
      <Switch
        on={enabled}
        isLocked={isLocked}
        isBusy={isSwitching}
        label="Veil"
        onToggle={onToggle}
      />
    </header>
  );
}
