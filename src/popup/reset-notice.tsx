import { say } from '../ui/words';

/** Says that stored settings were damaged, until the user has seen it. */
export function ResetNotice({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div class="notice" role="status">
      <p>{say('settings_reset')}</p>
      <button type="button" class="small" onClick={onDismiss}>
        {say('dismiss')}
      </button>
    </div>
  );
}
