import { browser } from '../extension/browser';
import type { FaultReason } from '../shared/fault';
import { log } from '../shared/log';
import type { ContentToBackground } from '../shared/messages';

/** False once the extension was updated, disabled or removed under this page. */
export function isExtensionAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

/** Asks the background. An extension that is gone gives a failure like any other. */
export async function ask<Answer extends { readonly ok: boolean }>(
  message: ContentToBackground,
): Promise<Answer | { readonly ok: false; readonly reason: FaultReason }> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch (error) {
    log.debug('the background did not answer', error);
    return { ok: false, reason: 'extension-gone' };
  }
}
