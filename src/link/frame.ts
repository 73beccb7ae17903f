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
/** To each keeper of this document, until it ends. */
const ports = new Set<MessagePort>();

const told = (): CallSettings | undefined =>
  site !== undefined && settings
    ? resolveCallSettings({ settings, site, device: UNKNOWN_DEVICE, policy })
    : undefined;

/** One after the other: what is told last is the newest. */
let turn = Promise.resolve();
const tell = (to: Iterable<MessagePort>) => {
  turn = turn.then(async () => {
    const call = told();
    if (!call || site === undefined) return;
    // The site knows the user's own pictures by names of its own.
    const effect = await createPictureNames(site).hide(call.effect);
    const message: LinkToKeeper = { type: 'settings-changed', settings: { ...call, effect } };
    for (const port of to) port.postMessage(message);
  });
};

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== secret) return;
  port.onMessage.addListener((asked) => {
    if (typeof asked !== 'string') return;
    site = asked;
    tell(ports);
  });
});

window.addEventListener('message', ({ data, ports: [port] }) => {
  if (data !== secret || !port) return;
  ports.add(port);
  // A site may open its camera a thousand times while it keeps this frame.
  port.addEventListener('close', () => ports.delete(port), { once: true });
  tell([port]);
});

watchSettings((changed) => {
  settings = changed;
  tell(ports);
});
watchPolicy((changed) => {
  policy = changed;
  tell(ports);
});
policy = await readPolicy();
// What was read before a change must not undo it.
settings ??= await readSettings();
tell(ports);
