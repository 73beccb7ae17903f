/** The background: injects the pipeline where a camera is wanted, hands out backdrops, keeps the icon. */
import browser from 'webextension-polyfill';
import { followDebugSetting } from '../extension/debug-setting';
import { siteOf } from '../extension/site';
import { forgetTab } from '../extension/tab-book';
import { storeUnsaved } from '../extension/unsaved';
import { parseContentToBackground } from '../shared/messages';
import { adoptOpenPages } from './adoption';
import { loadBackdrop, loadFilm } from './backdrops';
import { watchCommands } from './commands';
import { injectPipeline } from './injection';
import { watchManaged } from './policy';
import { showDocument, watchToolbar } from './toolbar';
import { loadWeights } from './weights';
import { welcomeNewUsers } from './welcome';

browser.runtime.onMessage.addListener((data: unknown, sender: browser.Runtime.MessageSender) => {
  const message = parseContentToBackground(data);
  if (!message) return undefined;
  switch (message.type) {
    case 'inject-pipeline':
      return injectPipeline(sender);
    case 'load-backdrop':
      return loadBackdrop(message);
    case 'load-film':
      return loadFilm(message.id);
    case 'load-weights':
      return loadWeights();
    case 'document-changed':
      return showDocument(sender, message.state);
    case 'find-site':
      return Promise.resolve({ ok: true, site: siteOf(sender.tab?.url) });
  }
});

browser.tabs.onRemoved.addListener(forgetTab);
watchToolbar();
void adoptOpenPages();
watchCommands();
storeUnsaved();
watchManaged();
welcomeNewUsers();
followDebugSetting();
