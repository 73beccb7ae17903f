import browser, { type Tabs } from 'webextension-polyfill';
import { listOwnEntries } from '../extension/backdrop-store';
import { changeSettings } from '../extension/settings-store';
import { siteOf } from '../extension/site';
import { log } from '../shared/log';
import { type Settings, settingsOf } from '../shared/settings';
import { withSite } from '../shared/site-settings';
import { BUILT_IN_IDS } from '../ui/built-in';
import { nextEffect } from './next-effect';

/** Obeys the keys; the manifest names them. */
export function watchCommands(): void {
  browser.commands.onCommand.addListener((command, tab) => {
    obey(command, tab).catch((error) => log.warn(`${command} could not be done`, error));
  });
}

async function obey(command: string, tab?: Tabs.Tab): Promise<void> {
  const site = siteOf(tab?.url);
  switch (command) {
    case 'cover':
      await changeSettings(({ covered }) => ({ covered: !covered }));
      return;
    case 'toggle':
      await changeSettings((settings) => {
        const { enabled } = settingsOf(settings, site);
        return change(settings, site, { enabled: !enabled });
      });
      return;
    case 'next-background': {
      const own = (await listOwnEntries()).map(({ id }) => id);
      await changeSettings((settings) => {
        const { effect } = settingsOf(settings, site);
        return change(settings, site, { effect: nextEffect(effect, [...BUILT_IN_IDS, ...own]) });
      });
    }
  }
}

/** A site with a choice of its own keeps it there. */
function change(
  settings: Settings,
  site: string,
  to: Partial<Pick<Settings, 'enabled' | 'effect'>>,
): Partial<Settings> {
  const own = settings.sites[site] ?? {};
  const isOwn = Object.keys(to).every((field) => field in own);
  return isOwn ? { sites: withSite(settings.sites, site, to) } : to;
}
