import browser from 'webextension-polyfill';
import pipeline from '../page/pipeline.iife.ts?script';
import type { Outcome } from '../shared/messages';

/** Both browsers give it; the polyfill's types do not know it yet. */
type Sender = browser.Runtime.MessageSender & { readonly documentId?: string };

/** Runs the pipeline in the MAIN world of the very document that asked for it. */
export async function injectPipeline(sender: Sender): Promise<Outcome> {
  const { tab, documentId } = sender;
  if (tab?.id === undefined || documentId === undefined)
    return { ok: false, reason: 'loop-failed' };
  try {
    await browser.scripting.executeScript({
      target: { tabId: tab.id, documentIds: [documentId] },
      files: [pipeline],
      world: 'MAIN',
      injectImmediately: true,
    });
    return { ok: true };
  } catch (error) {
    console.warn('Veil: the pipeline cannot be injected', error);
    return { ok: false, reason: 'loop-failed' };
  }
}
