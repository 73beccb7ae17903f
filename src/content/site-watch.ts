import { recallDevice } from '../extension/device-store';
import { readPolicy, watchPolicy } from '../extension/policy-store';
import { readSettings, watchSettings } from '../extension/settings-store';
import { siteOf } from '../extension/site';
import {
  type CallSettings,
  type DeviceFindings,
  resolveCallSettings,
} from '../shared/call-settings';
import { log } from '../shared/log';
import type { SiteAnswer } from '../shared/messages';
import { NO_POLICY } from '../shared/policy';
import type { Settings } from '../shared/settings';
import type { TrackStatus } from '../shared/status';
import { ask } from './background';

export type SiteWatch = {
  /** Takes what a track says: the next camera of this document begins where this one has come to. */
  learn(status: TrackStatus): void;
  /** Tells once more, with what was learnt by now. */
  tellAgain(): void;
};

/** Tells what this site's calls get: as soon as it is known, and whenever the user changes it. */
export function watchSite(tell: (settings: CallSettings) => void): SiteWatch {
  let site: string | undefined;
  let policy = NO_POLICY;
  let settings: Settings | undefined;
  let device: DeviceFindings | undefined;

  const resolve = () => {
    if (settings && device && site !== undefined)
      tell(resolveCallSettings({ settings, site, device, policy }));
  };

  watchSettings((changed) => {
    settings = changed;
    resolve();
  });
  watchPolicy((changed) => {
    policy = changed;
    resolve();
  });
  Promise.all([readSettings(), recallDevice(), findSite(window.location), readPolicy()])
    .then(([stored, recalled, found, decided]) => {
      site = found;
      policy = decided;
      // What was read before a change must not undo it.
      settings ??= stored;
      device = recalled;
      resolve();
    })
    // Unread settings leave the picture covered; only an extension that is gone comes here.
    .catch((error) => log.debug('the settings cannot be read', error));

  return {
    learn: ({ state, tier, compositor, isFound }) => {
      if (state !== 'running' || !settings || !device || site === undefined) return;
      const { adapt } = resolveCallSettings({ settings, site, device, policy }).tier;
      // A tier of the user's own choice says nothing of the device.
      const drawing = isFound && compositor ? { compositor } : undefined;
      device = { ...device, ...(adapt && { tier }), ...drawing };
    },
    tellAgain: resolve,
  };
}

/**
 * The site the user sees in the address bar, for a frame of any depth: what is chosen for it holds also for a
 * camera that a frame of another origin asks for. A frame whose browser does not tell of those around it, or
 * that stands in a document without an origin, asks the background.
 */
export async function findSite(location: Location): Promise<string> {
  // A window without an address of its own is its opener's.
  if (window === window.top) return siteOf(location.href) || window.origin;
  const top = [...(location.ancestorOrigins ?? [])].at(-1);
  if (top && top !== 'null') return top;
  const answer = await ask<SiteAnswer>({ type: 'find-site' });
  return answer.ok ? answer.site : '';
}
