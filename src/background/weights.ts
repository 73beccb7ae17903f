import browser from 'webextension-polyfill';
import { WEIGHTS_PATH } from '../shared/handshake';
import { log } from '../shared/log';
import type { BytesAnswer } from '../shared/messages';
import { toBase64 } from './base64';

/** The file with the network's weights. Who gets it finds out whether it is damaged. */
export async function loadWeights(): Promise<BytesAnswer> {
  try {
    const response = await fetch(browser.runtime.getURL(WEIGHTS_PATH));
    if (!response.ok) return { ok: false, reason: 'model-missing' };
    return { ok: true, base64: await toBase64(await response.blob()) };
  } catch (error) {
    log.warn('the weights cannot be read', error);
    return { ok: false, reason: 'model-missing' };
  }
}
