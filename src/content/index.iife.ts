/**
 * The only bridge between a page and the extension. It waits, and nothing else, until the patch says
 * that the page wants a camera or a popup asks how it does. It runs before any script of the page,
 * so it hears the patch first and the page never does.
 */
import { CAMERA_WANTED } from '../shared/handshake';
import { openBridge } from './bridge';
import { listenToViewers } from './picture-relay';
import { listenToPopups } from './status-board';

// Pages that may not use a camera have no `mediaDevices`.
navigator.mediaDevices?.addEventListener(CAMERA_WANTED, (event) => {
  event.stopImmediatePropagation();
  event.preventDefault(); // Tells the patch that it was heard.
  const [port] = (event as MessageEvent).ports ?? [];
  if (port) openBridge(port);
});

listenToPopups();
listenToViewers();
