import { useEffect, useState } from 'preact/hooks';
import { resolveCallSettings, UNKNOWN_DEVICE } from '../shared/call-settings';
import { DEFAULT_EFFECT, type HidingEffect } from '../shared/effect';
import { AccessNotice } from './access-notice';
import { EffectChooser } from './effect-chooser';
import { Header } from './header';
import { ResetNotice } from './reset-notice';
import { StatusLine } from './status-line';
import { useFileDrop } from './use-file-drop';
import { useOwnPictures } from './use-own-pictures';
import { useSettings } from './use-settings';
import { useSite } from './use-site';
import { useSiteAccess } from './use-site-access';

/** The popup: what Veil does in this tab, and what it shall do. */
export function Popup() {
  const [problem, setProblem] = useState('');
  const [note, setNote] = useState('');
  const { settings, change, flush, wereReset, dismissReset } = useSettings(setProblem);
  const access = useSiteAccess(setProblem);
  const site = useSite() ?? '';
  const { pictures, adding, add, remove } = useOwnPictures(setProblem, setNote);

  const choose = (effect: HidingEffect) => {
    setProblem('');
    setNote('');
    change({ effect });
  };
  const addPicture = async (file: File) => {
    setProblem('');
    setNote('');
    const id = await add(file);
    if (id) change({ effect: { kind: 'image', id } });
  };
  const removePicture = async (id: string) => {
    setProblem('');
    const chosen = settings?.effect.kind === 'image' && settings.effect.id === id;
    if ((await remove(id)) && chosen) choose(DEFAULT_EFFECT);
  };
  const dropping = useFileDrop(addPicture);

  useEffect(() => {
    document.documentElement.classList.toggle('dropping', dropping);
  }, [dropping]);

  return (
    <>
      {settings && (
        <>
          <Header enabled={settings.enabled} onToggle={(enabled) => change({ enabled })} />
          <main>
            {wereReset && <ResetNotice onDismiss={dismissReset} />}
            {access.withheld && <AccessNotice onAsk={access.request} />}
            <StatusLine call={resolveCallSettings({ settings, site, device: UNKNOWN_DEVICE })} />
            {!settings.enabled && !settings.covered && (
              <p class="hint">
                Veil is off. Your camera is sent as it is, room and all. Choices apply once it is
                on.
              </p>
            )}
            <EffectChooser
              effect={settings.effect}
              onChoose={choose}
              onSettled={flush}
              own={{ pictures, adding, add: addPicture, remove: removePicture }}
            />
          </main>
        </>
      )}
      <div class="note" role="status">
        {note}
      </div>
      <div class="problem" role="alert">
        {problem}
      </div>
    </>
  );
}
