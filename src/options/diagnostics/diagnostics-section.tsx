import { useState } from 'preact/hooks';
import type { Settings } from '../../shared/settings';
import type { Messages } from '../../ui/use-messages';
import type { OwnCamera } from '../../ui/use-own-camera';
import { say } from '../../ui/words';
import { Diagnostics } from './diagnostics';

type Props = {
  readonly own: OwnCamera;
  readonly mirrored: boolean;
  readonly settings: Settings | undefined;
  readonly messages: Messages;
};

/** How calls and the preview do, for who wants to know. Nothing is watched while it is closed. */
export function DiagnosticsSection(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="card" aria-labelledby="diagnostics">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <h2 id="diagnostics">{say('diagnostics')}</h2>
        </summary>
        <p class="quiet">{say('diagnostics_how')}</p>
        {isOpen && <Diagnostics {...props} />}
      </details>
    </section>
  );
}
