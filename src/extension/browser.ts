/**
 * The extension API as all but the background use it. Both browsers' own objects return promises in
 * Manifest V3, so the polyfill stays out of what is loaded into every page, and out of the panels, which it keeps waiting.
 */
import type { Browser } from 'webextension-polyfill';

type Global = { readonly browser?: Browser; readonly chrome?: Browser };

const { browser: named, chrome } = globalThis as unknown as Global;
const found = named ?? chrome;
if (!found) throw new Error('expected the extension API');

export const browser: Browser = found;
