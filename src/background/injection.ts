import browser from 'webextension-polyfill';
import pipeline from '../page/pipeline.iife.ts?script';
import { log } from '../shared/log';
import type { Outcome } from '../shared/messages';

/**
 * Chromium gives it, and Firefox since 153 (docs/browser-faults.md#document-ids); the polyfill's types do
 * not know it yet.
 */
type Sender = browser.Runtime.MessageSender & { readonly documentId?: string };

/** Runs the pipeline in the MAIN world of the very document that asked for it. */
export async function injectPipeline(sender: Sender): Promise<Outcome> {
  const { tab, documentId, frameId } = sender;
  if (tab?.id === undefined || frameId === undefined) return { ok: false, reason: 'loop-failed' };
  // A frame that shows another document by now has nobody who listens.
  const document = documentId ? { documentIds: [documentId] } : { frameIds: [frameId] };
  try {
    await browser.scripting.executeScript({
      target: { tabId: tab.id, ...document },
      files: [pipeline],
      world: 'MAIN',
      injectImmediately: true,
    });
    log.debug('the pipeline is injected', document);
    return { ok: true };
  } catch (error) {
    log.warn('the pipeline cannot be injected', error);
    return { ok: false, reason: 'loop-failed' };
  }
}
