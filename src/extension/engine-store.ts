/**
 * Which engine was found best on this device. In the extension API's storage, as the browser gives a
 * frame in another's page a database of its own for every site.
 */

import { isRecord } from '../shared/effect';
import { type EngineName, isEngineName } from '../shared/engine-name';
import { browser } from './browser';

const KEY = 'engine';

/** A finding holds for the browser and the extension it was made with. */
const madeWith = () => `${browser.runtime.getManifest().version} ${navigator.userAgent}`;

/** undefined where nothing was found yet. Never throws. */
export async function recallEngine(): Promise<EngineName | undefined> {
  try {
    const finding = (await browser.storage.local.get(KEY))[KEY];
    if (!isRecord(finding) || finding['madeWith'] !== madeWith()) return undefined;
    return isEngineName(finding['name']) ? finding['name'] : undefined;
  } catch {
    return undefined; // Storage that cannot be read tells nothing: the default serves.
  }
}

/** Takes the place of what was found before. Throws where nothing can be stored. */
export async function rememberEngine(name: EngineName): Promise<void> {
  await browser.storage.local.set({ [KEY]: { name, madeWith: madeWith() } });
}
