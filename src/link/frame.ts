/**
 * A light extension frame in a page with a camera: it tells the page's loops what the user wants, over ports
 * that no script of the page can hold up. It believes nobody but a content script, which vouches for it by its
 * secret over a port of the extension, and hands it ports under that secret.
 */
import { browser } from '../extension/browser';
import { followDebugSetting } from '../extension/debug-setting';
import { createPictureNames } from '../extension/picture-names';
import { readPolicy, watchPolicy } from '../extension/policy-store';
import { readSettings, watchSettings } from '../extension/settings-store';
import { type CallSettings, resolveCallSettings, UNKNOWN_DEVICE } from '../shared/call-settings';
import { LINK_CONNECT } from '../shared/handshake';
import type { LinkToKeeper } from '../shared/messages';
import { NO_POLICY } from '../shared/policy';
import type { Settings } from '../shared/settings';

followDebugSetting();

const secret = `${LINK_CONNECT}${location.hash}`;

/** The site whose settings are told, once somebody has vouched for this frame. */
let site: string | undefined;
let policy = NO_POLICY;
let settings: Settings | undefined;
/** To the keepers of this document, which have one worker: the last that was handed here. */
let keepers: MessagePort | undefined;

const told = (): CallSettings | undefined =>
  site !== undefined && settings
    ? resolveCallSettings({ settings, site, device: UNKNOWN_DEVICE, policy })
    : undefined;

/** One after the other: what is told last is the newest. */
let turn = Promise.resolve();
const tell = () => {
  turn = turn.then(async () => {
    const call = told();
    if (!call || site === undefined) return;
    // The site knows the user's own pictures by names of its own.
    const effect = await createPictureNames(site).hide(call.effect);
    const message: LinkToKeeper = { type: 'settings-changed', settings: { ...call, effect } };
    keepers?.postMessage(message);
  });
};

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== secret) return;
  port.onMessage.addListener((asked) => {
    if (typeof asked !== 'string') return;
    site = asked;
    tell();
  });
});

window.addEventListener('message', ({ data, ports: [port] }) => {
  if (data !== secret || !port) return;
  // A site may open its camera a thousand times while it keeps this frame, each time with another worker.
  keepers?.close();
  keepers = port;
  tell();
});

watchSettings((changed) => {
  settings = changed;
  tell();
});
watchPolicy((changed) => {
  policy = changed;
  tell();
});
policy = await readPolicy();
// What was read before a change must not undo it.
settings ??= await readSettings();
tell();
