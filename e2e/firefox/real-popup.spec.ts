/** The popup as the toolbar's button opens it: Firefox closes that as soon as a file chooser opens. */
import type { Browser } from 'puppeteer-core';
import { ADDON_ID } from '../../manifest.firefox';
import { expect, test } from '../fixtures/firefox/test';

/** How Firefox names what belongs to the add-on in its own window. */
const WIDGET = ADDON_ID.replaceAll(/[^\w-]/g, '_');

/** Runs an expression in Firefox's own window; the driver has no word for that. */
async function ownWindow(browser: Browser): Promise<(expression: string) => Promise<string>> {
  type Answer = { readonly result: unknown };
  type Driver = { readonly connection: { send(command: string, of: object): Promise<Answer> } };
  const { connection } = browser as unknown as Driver;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
  return async (expression) => {
    const target = { context: window?.context };
    const run = { expression, target, awaitPromise: true };
    const { result } = await connection.send('script.evaluate', run);
    const { value } = (result as { result?: { value?: string } }).result ?? {};
    if (value === undefined) throw new Error(`expected an answer: ${JSON.stringify(result)}`);
    return value;
  };
}

const POPUP = `document.querySelector('.webextension-popup-browser')`;

/** Runs in the popup: says where the middle of the place for files is. */
const SEEK = `
  const { x, y, width, height } = content.document.querySelector('.add').getBoundingClientRect();
  sendAsyncMessage('veil:place', { x: x + width / 2, y: y + height / 2 });`;

/** Runs in Firefox's own window: clicks there. */
const CLICK = `new Promise((done) => {
  const popup = ${POPUP};
  popup.messageManager.addMessageListener('veil:place', ({ data }) => {
    const { x, y } = popup.getBoundingClientRect();
    for (const type of ['mousemove', 'mousedown', 'mouseup'])
      window.synthesizeMouseEvent(type, x + data.x, y + data.y, { clickCount: 1 });
    done('clicked');
  });
  popup.messageManager.loadFrameScript(${JSON.stringify(`data:,${encodeURIComponent(SEEK)}`)}, false);
})`;

test('the popup of the toolbar opens, and own pictures are added in a tab', async ({ veil }) => {
  await veil.home();
  const run = await ownWindow(veil.browser);
  await run(`document.getElementById('${WIDGET}-BAP').click(); 'opens'`);
  const size = () => run(`(({ clientWidth: w, clientHeight: h }) => w + 'x' + h)(${POPUP} ?? {})`);
  // It has found its size when it is drawn.
  await expect.poll(size).toBe('360x600');

  const tabs = () =>
    run(`[...gBrowser.tabs].map(({ linkedBrowser }) => linkedBrowser.currentURI.spec).join()`);
  expect(await tabs()).not.toContain('options');
  await run(CLICK);
  await expect.poll(tabs).toContain('src/options/index.html');
  await run(`gBrowser.removeTab(gBrowser.selectedTab); 'closed'`);
  expect(await tabs()).not.toContain('options');
});
