import { useEffect, useMemo, useRef } from 'preact/hooks';
import { resolveCallSettings, UNKNOWN_DEVICE } from '../shared/call-settings';
import { OWN_PREFIX } from '../shared/effect';
import type { Framing } from '../shared/framing';
import { isAllowed } from '../shared/policy';
import type { Settings } from '../shared/settings';
import { builtInGroups } from '../ui/built-in';
import { costOf, costSentence } from '../ui/cost';
import { MessageBar } from '../ui/message-bar';
import { PolicyNotice } from '../ui/policy-notice';
import { QualityChoice } from '../ui/quality-choice';
import { useFileDrop } from '../ui/use-file-drop';
import { useGallery } from '../ui/use-gallery';
import { useMessages } from '../ui/use-messages';
import { useOwnCamera } from '../ui/use-own-camera';
import { usePanel } from '../ui/use-panel';
import { usePolicy } from '../ui/use-policy';
import { useSettings } from '../ui/use-settings';
import { say } from '../ui/words';
import { DiagnosticsSection } from './diagnostics/diagnostics-section';
import { MoveSection } from './move-section';
import { PicturesSection } from './pictures-section';
import { PreviewSection } from './preview-section';
import { SitesSection } from './sites-section';
import { WelcomeSection } from './welcome-section';

/** The address under which a new user is led here. */
const isNew = location.hash === '#welcome';

/** All that takes more room, or more time, than a popup has. */
export function Options() {
  const messages = useMessages();
  const { settings, change } = useSettings(messages.tellProblem);
  const latest = useRef<Settings>(undefined);
  latest.current = settings;
  const { own, pictures } = useGallery({
    settings: () => latest.current,
    change,
    onChoose: (effect) => change({ effect }),
    messages,
  });
  const panel = usePanel();
  const builtIn = useMemo(() => builtInGroups().flatMap((group) => group.pictures), []);
  const policy = usePolicy();
  const call =
    settings && resolveCallSettings({ settings, site: '', device: UNKNOWN_DEVICE, policy });
  const camera = useOwnCamera(call, true);
  const cost = costOf(camera.status ? [camera.status] : [], navigator.hardwareConcurrency);
  const dropping = useFileDrop(own.add);
  const frame = (id: string, framing: Framing | undefined) => {
    const { [id]: _, ...others } = latest.current?.framings ?? {};
    change({ framings: framing ? { ...others, [id]: framing } : others });
    void pictures.frame(id, framing);
  };

  useEffect(() => {
    document.title = say('options_title');
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle('dropping', dropping);
  }, [dropping]);

  return (
    <>
      <header>
        <img src="/icons/veil-48.png" width="32" height="32" alt="" />
        <h1>{say('options_title')}</h1>
      </header>
      <main>
        {isNew && <WelcomeSection onProblem={messages.tellProblem} />}
        <PolicyNotice policy={policy} />
        <PreviewSection
          own={camera}
          call={call}
          panel={panel}
          pictures={[...own.pictures, ...builtIn]}
        />
        <PicturesSection
          pictures={pictures}
          own={own}
          isAllowed={isAllowed({ kind: 'image', id: OWN_PREFIX }, policy)}
          framings={settings?.framings ?? {}}
          onFrame={frame}
        />
        <SitesSection
          sites={settings?.sites ?? {}}
          own={own.pictures}
          onChange={(sites) => change({ sites })}
        />
        <section class="card" aria-labelledby="quality">
          <h2 id="quality">{say('quality_title')}</h2>
          <p class="quiet">{say('quality_how')}</p>
          <QualityChoice
            quality={policy.quality ?? settings?.quality}
            isLocked={policy.quality !== undefined}
            cost={costSentence(cost)}
            onChange={(quality) => change({ quality })}
          />
        </section>
        <MoveSection
          settings={settings}
          onRead={(read) => {
            change({ ...read, framings: { ...settings?.framings, ...read.framings } });
            pictures.refresh();
          }}
          messages={messages}
        />
        <DiagnosticsSection
          own={camera}
          mirrored={panel.panel?.mirrored ?? true}
          settings={settings}
          messages={messages}
        />
      </main>
      <MessageBar {...messages} />
    </>
  );
}
