import { isRecord } from '../shared/parse';
import { browser } from './browser';

/** Which of some names was found best on this device, kept from one call to the next. */
export type Finding<Name extends string> = {
  /** undefined where nothing was found yet. Never throws. */
  recall(): Promise<Name | undefined>;
  /** Takes the place of what was found before. Throws where nothing can be stored. */
  remember(name: Name): Promise<void>;
};

/** A finding holds for the browser and the extension it was made with. */
const madeWith = () => `${browser.runtime.getManifest().version} ${navigator.userAgent}`;

/**
 * key: in the extension API's storage, as the browser gives a frame in another's page a database of its
 * own for every site. isName: what is stored is not trusted.
 */
export function createFinding<Name extends string>(
  key: string,
  isName: (value: unknown) => value is Name,
): Finding<Name> {
  return {
    recall: async () => {
      try {
        const finding = (await browser.storage.local.get(key))[key];
        if (!isRecord(finding) || finding['madeWith'] !== madeWith()) return undefined;
        return isName(finding['name']) ? finding['name'] : undefined;
      } catch {
        return undefined; // Storage that cannot be read tells nothing: the default serves.
      }
    },
    remember: (name) => browser.storage.local.set({ [key]: { name, madeWith: madeWith() } }),
  };
}
