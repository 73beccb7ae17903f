import browser from 'webextension-polyfill';
import { log } from '../shared/log';

/** In the session's storage, which is empty once Veil was installed, updated, reloaded or turned on again. */
const DONE = 'adopted';

/**
 * Brings Veil into the pages that were open before it, once. Whoever is there already takes no notice; where Veil was
 * updated, the patch and the pipeline of the page work on with the new content script.
 */
export async function adoptOpenPages(): Promise<void> {
  if ((await browser.storage.session.get(DONE))[DONE]) return;
  await browser.storage.session.set({ [DONE]: true });
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.all(tabs.map(({ id }) => id !== undefined && adopt(id)));
}

/** Runs in all frames of a tab what the manifest runs in new ones. */
async function adopt(tabId: number): Promise<void> {
  for (const { js = [], world } of scripts()) {
    try {
      await browser.scripting.executeScript({
        target: { tabId, allFrames: true },
        files: [...js],
        world: world ?? 'ISOLATED',
        injectImmediately: true,
      });
    } catch (error) {
      log.debug(`tab ${tabId} takes no script`, error);
    }
  }
}

type Script = { readonly js?: readonly string[]; readonly world?: 'MAIN' | 'ISOLATED' };

/** The polyfill's types do not know worlds yet. */
const scripts = () => (browser.runtime.getManifest().content_scripts ?? []) as readonly Script[];
