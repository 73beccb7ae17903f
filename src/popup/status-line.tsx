import type { CallSettings } from '../shared/call-settings';
import type { TabStatus } from '../ui/watch-tab';
import { say } from '../ui/words';
import { reloadCurrentTab } from './place';
import { statusText } from './status-text';
import { useCameraAccess } from './use-camera-access';

type Props = {
  readonly status: TabStatus;
  /** What the calls of the tab under the popup get. */
  readonly call: CallSettings;
};

/** How Veil does in the tab under the popup; figures for who wants them. */
export function StatusLine({ status, call }: Props) {
  const isIdle = status.kind === 'tracks' && status.tracks.length === 0;
  const access = useCameraAccess(isIdle);
  const { tone, words, figures, reload } = statusText(
    isIdle && !access ? { kind: 'asked' } : status,
    call,
    access,
  );
  return (
    <div class={`status ${tone}`}>
      {tone === 'fault' ? <FaultMark /> : <span class="dot" />}
      <p aria-live="polite">
        {tone === 'fault' && <span class="unseen">{say('fault')} </span>}
        {words && say(...words)}
      </p>
      {reload && (
        <button type="button" class="small" onClick={reloadCurrentTab}>
          {say('reload')}
        </button>
      )}
      {figures && (
        <details class="figures">
          <summary>{say('details')}</summary>
          <p>{say(...figures)}</p>
        </details>
      )}
    </div>
  );
}

function FaultMark() {
  return (
    <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 2 1 18h18Z" stroke-linejoin="round" stroke-width="2" />
      <path class="cut" d="M10 8v4.5M10 15v.5" stroke-linecap="round" stroke-width="2" />
    </svg>
  );
}
