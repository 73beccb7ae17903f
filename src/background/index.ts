/** The background: injects the pipeline where a camera is wanted, hands out backdrops, keeps the icon. */
import browser from 'webextension-polyfill';
import { followDebugSetting } from '../extension/debug-setting';
import { parseContentToBackground } from '../shared/messages';
import { adoptOpenPages } from './adoption';
import { loadBackdrop } from './backdrops';
import { forgetTab } from './fault-book';
import { injectPipeline } from './injection';
import { showFault, watchToolbar } from './toolbar';
import { loadWeights } from './weights';

browser.runtime.onMessage.addListener((data: unknown, sender: browser.Runtime.MessageSender) => {
  const message = parseContentToBackground(data);
  if (!message) return undefined;
  switch (message.type) {
    case 'inject-pipeline':
      return injectPipeline(sender);
    case 'load-backdrop':
      return loadBackdrop(message.id);
    case 'load-weights':
      return loadWeights();
    case 'fault-changed':
      return showFault(sender, message.reason);
  }
});

browser.tabs.onRemoved.addListener(forgetTab);
watchToolbar();
void adoptOpenPages();
followDebugSetting();
