import browser from 'webextension-polyfill';
import pipeline from '../page/pipeline.iife.ts?script';
import type { Outcome } from '../shared/messages';

/** Runs the pipeline in the MAIN world of the frame that asked for it. */
export async function injectPipeline(sender: browser.Runtime.MessageSender): Promise<Outcome> {
  const { tab, frameId } = sender;
  if (tab?.id === undefined || frameId === undefined) return { ok: false, reason: 'loop-failed' };
  try {
    await browser.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId] },
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
