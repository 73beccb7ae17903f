import { useEffect, useState } from 'preact/hooks';
import type { CallSettings } from '../shared/call-settings';
import { statusText } from './status-text';
import { type TabStatus, watchCurrentTab } from './tab-status';

type Props = {
  /** What the calls of the tab under the popup get. */
  readonly call: CallSettings;
};

/** How Veil does in the tab under the popup. */
export function StatusLine({ call }: Props) {
  const [status, setStatus] = useState<TabStatus>({ kind: 'asked' });
  useEffect(() => watchCurrentTab(setStatus), []);

  const { tone, words, numbers } = statusText(status, call);
  return (
    <div class={`status ${tone}`}>
      {tone === 'fault' ? <FaultMark /> : <span class="dot" />}
      <p>
        <span aria-live="polite">
          {tone === 'fault' && <span class="unseen">Fault: </span>}
          {words}
        </span>
        {numbers && ` ${numbers}`}
      </p>
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
