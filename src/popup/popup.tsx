import { browser } from '../extension/browser';
import { resolveCallSettings, UNKNOWN_DEVICE } from '../shared/call-settings';
import { underPolicy } from '../shared/policy';
import { settingsOf } from '../shared/settings';
import { AccessNotice } from '../ui/access-notice';
import { costOf, costSentence } from '../ui/cost';
import { EffectChooser } from '../ui/effect-chooser';
import { MessageBar } from '../ui/message-bar';
import { PolicyNotice } from '../ui/policy-notice';
import { QualityChoice } from '../ui/quality-choice';
import { useKeys } from '../ui/use-keys';
import { useMessages } from '../ui/use-messages';
import { useOwnCamera } from '../ui/use-own-camera';
import { usePanel } from '../ui/use-panel';
import { usePolicy } from '../ui/use-policy';
import { useSettings } from '../ui/use-settings';
import { useSiteAccess } from '../ui/use-site-access';
import { tabWatch } from './ahead';
import { CallsElsewhere } from './calls-elsewhere';
import { CoverButton } from './cover-button';
import type { FirstLook } from './first-look';
import { Header } from './header';
import { KeysSection } from './keys-section';
import { PreviewSection } from './preview-section';
import { ResetNotice } from './reset-notice';
import { SiteCard } from './site-card';
import { StatusLine } from './status-line';
import { isSwitching } from './status-text';
import { useBackgroundChoice } from './use-background-choice';
import { usePlace } from './use-place';
import { useTabStatus } from './use-tab-status';

/** Set by the build. */
const IS_FIREFOX = import.meta.env.MODE === 'firefox';

/**
 * Firefox closes a popup, though no page in a tab, when the browser asks for a file
 * (docs/browser-faults.md#file-chooser-closes-popup). As long as it is not known, it may be a popup.
 */
const closesForFiles = (isInTab: boolean | undefined) => IS_FIREFOX && isInTab !== true;

/** The popup: what Veil does in this tab, and what it shall do. first: what is known when it opens. */
export function Popup({ first }: { first: FirstLook }) {
  const messages = useMessages();
  const { settings, change, flush, wereReset, dismissReset } = useSettings(
    messages.tellProblem,
    first.settings,
  );
  const panel = usePanel(first.panel);
  const policy = usePolicy(first.policy);
  const access = useSiteAccess(messages.tellProblem);
  const place = usePlace(first.place);
  const site = place?.site ?? '';
  const keys = useKeys();
  const status = useTabStatus(tabWatch);
  const background = useBackgroundChoice({
    settings,
    change,
    site,
    panel,
    messages,
    first: first.entries,
  });

  const here = settings && underPolicy(settingsOf(settings, site), policy, site);
  const call = settings && resolveCallSettings({ settings, site, device: UNKNOWN_DEVICE, policy });
  const camera = useOwnCamera(call, place?.isInTab ?? false);
  const sending = status.kind === 'tracks' ? status.tracks : [];
  const loops = camera.status ? [...sending, camera.status] : sending;
  const cost = costOf(loops, navigator.hardwareConcurrency);
  const addElsewhere = closesForFiles(place?.isInTab)
    ? () => void browser.runtime.openOptionsPage()
    : undefined;

  return (
    <>
      <Header
        enabled={policy.enabled ?? settings?.enabled}
        isLocked={policy.enabled !== undefined}
        isSwitching={call !== undefined && isSwitching(status, call)}
        onToggle={(enabled) => change({ enabled })}
      />
      <main>
        {wereReset && <ResetNotice onDismiss={dismissReset} />}
        <PolicyNotice policy={policy} />
        {access.withheld && <AccessNotice onAsk={access.request} />}
        <PreviewSection
          own={camera}
          status={status}
          call={call}
          panel={panel}
          pictures={background.pictures}
          isCalling={first.isCalling ?? false}
        />
        {settings && call && (
          <div class="now">
            <StatusLine status={status} call={call} />
            <CoverButton
              covered={settings.covered}
              keys={keys.cover ?? ''}
              onCover={(covered) => change({ covered })}
            />
          </div>
        )}
        <CallsElsewhere />
        {settings && site !== '' && site !== 'null' && (
          <SiteCard
            site={site}
            settings={settings}
            policy={policy}
            onChange={(sites) => change({ sites })}
          />
        )}
        <EffectChooser
          effect={here?.effect}
          policy={policy}
          onChoose={background.choose}
          onSettled={flush}
          own={{ ...background.own, addElsewhere }}
          recent={background.recent}
        />
        <QualityChoice
          quality={here?.quality}
          isLocked={policy.quality !== undefined}
          cost={costSentence(cost)}
          onChange={(quality) => change({ quality })}
        />
        <KeysSection keys={keys} />
      </main>
      <MessageBar {...messages} />
    </>
  );
}
