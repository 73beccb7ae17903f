/**
 * The only bridge between a page and the extension. It waits, and nothing else, until the patch says
 * that the page wants a camera or a popup asks how it does. It runs before any script of the page,
 * so it hears the patch first and the page never does; in pages that were open before, it comes late.
 */
import { isExtensionAlive } from './background';
import { openDoor } from './door';
import { listenToViewers } from './picture-relay';
import { watchRawCameras } from './raw-cameras';
import { listenToPopups } from './status-board';

/** Tells of the script that is in this world already. */
type World = { isVeilAlive?: () => boolean };
const world = globalThis as World;

// The browser brings it into a page that loads, the background into those that were open.
if (!world.isVeilAlive?.()) {
  world.isVeilAlive = isExtensionAlive;
  listenToPopups();
  listenToViewers();
  // Pages that may not use a camera have no `mediaDevices`.
  if (navigator.mediaDevices) {
    openDoor(navigator.mediaDevices);
    watchRawCameras();
  }
}
