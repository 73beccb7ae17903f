/**
 * The only bridge between a page and the extension. It waits, and nothing else, until the patch says
 * that the page wants a camera or a popup asks how it does. It runs before any script of the page,
 * so it hears the patch first and the page never does.
 */
import { CAMERA_WANTED } from '../shared/handshake';
import { openBridge } from './bridge';
import { listenToPopups } from './status-board';

window.addEventListener(
  'message',
  (event) => {
    const [port] = event.ports;
    if (event.data !== CAMERA_WANTED || event.source !== window || !port) return;
    event.stopImmediatePropagation();
    openBridge(port);
  },
  { capture: true },
);

listenToPopups();
