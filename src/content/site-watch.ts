import { recallDevice } from '../extension/device-store';
import { readSettings, watchSettings } from '../extension/settings-store';
import {
  type CallSettings,
  type DeviceFindings,
  resolveCallSettings,
} from '../shared/call-settings';
import { log } from '../shared/log';
import type { Settings } from '../shared/settings';
import type { TrackStatus } from '../shared/status';

export type SiteWatch = {
  /** Takes what a track says: the next camera of this document begins where this one has come to. */
  learn(status: TrackStatus): void;
  /** Tells once more, with what was learnt by now. */
  tellAgain(): void;
  stop(): void;
};

/** Tells what this site's calls get: as soon as it is known, and whenever the user changes it. */
export function watchSite(tell: (settings: CallSettings) => void): SiteWatch {
  const site = siteOf(window.location);
  let settings: Settings | undefined;
  let device: DeviceFindings | undefined;

  const resolve = () => {
    if (settings && device) tell(resolveCallSettings({ settings, site, device }));
  };

  const stop = watchSettings((changed) => {
    settings = changed;
    resolve();
  });
  Promise.all([readSettings(), recallDevice()])
    .then(([stored, recalled]) => {
      // What was read before a change must not undo it.
      settings ??= stored;
      device = recalled;
      resolve();
    })
    // Unread settings leave the picture covered; only an extension that is gone comes here.
    .catch((error) => log.debug('the settings cannot be read', error));

  return {
    learn: ({ state, tier, compositor, isFound }) => {
      if (state !== 'running' || !settings || !device) return;
      const { adapt } = resolveCallSettings({ settings, site, device }).tier;
      // A tier of the user's own choice says nothing of the device.
      const drawing = isFound && compositor ? { compositor } : undefined;
      device = { ...device, ...(adapt && { tier }), ...drawing };
    },
    tellAgain: resolve,
    stop,
  };
}

/** The site the user sees in the address bar, for a frame of any depth. */
export function siteOf(location: Location): string {
  const ancestors = location.ancestorOrigins;
  return ancestors?.[ancestors.length - 1] ?? window.origin;
}
