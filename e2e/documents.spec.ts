/**
 * Documents of every kind that ask for a camera: in frames, and come back to. Each is first tried in the same browser without Veil.
 */
import type { Frame, Page } from 'playwright/test';
import type { Server } from './fixtures/server';
import { askFor, CAMERA, expectProcessed, expectRaw, note } from './fixtures/situation';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

type Attributes = Record<string, string>;

/** A document that holds the script of a call, wherever it comes from. */
const HTML = '<script src="ORIGIN/call.js"></script><body></body>';

const FRAMES: Record<string, (server: Server) => Attributes> = {
  srcdoc: () => ({ srcdoc: HTML, allow: 'camera' }),
  'srcdoc, without leave': () => ({ srcdoc: HTML }),
  'a blob: address': () => ({ blob: HTML, allow: 'camera' }),
  'a data: address': () => ({
    src: `data:text/html,${encodeURIComponent(HTML)}`,
    allow: 'camera *',
  }),
  'a javascript: address, reached later': () => ({
    src: `javascript:${JSON.stringify(HTML)}`,
    allow: 'camera',
  }),
  'a sandbox with its own origin': (server) => ({
    src: server.make(),
    allow: 'camera',
    sandbox: 'allow-scripts allow-same-origin',
  }),
  'a sandbox without an origin': (server) => ({
    src: server.make(),
    allow: 'camera *',
    sandbox: 'allow-scripts',
  }),
  'a sandboxed srcdoc without an origin': () => ({
    srcdoc: HTML,
    allow: 'camera *',
    sandbox: 'allow-scripts',
  }),
  'another origin, with leave': (server) => ({
    src: server.url('plain', 'other'),
    allow: 'camera',
  }),
  'another origin, without leave': (server) => ({ src: server.url('plain', 'other') }),
};

test.beforeEach(({ veil }) => veil.setEffect({ kind: 'color', color: '#00ff00' }));

for (const [name, attributesOf] of Object.entries(FRAMES)) {
  test(`a frame of ${name}`, async ({ bare, veil, server }) => {
    const attributes = attributesOf(server);
    const native = await askFrame(bare, server, attributes, expectRaw);
    expect(await askFrame(veil, server, attributes, expectProcessed)).toBe(native);
    note(`a frame of ${name}`, native, native === CAMERA ? 'the same, processed' : 'the same');
  });
}

/** Asks inside a frame, looks at what it gets, and gives the answer. */
async function askFrame(
  { context }: Veil,
  server: Server,
  attributes: Attributes,
  look: (frame: Frame) => Promise<void>,
): Promise<string> {
  const page = await context.newPage();
  try {
    await page.goto(server.make());
    const handle = await page.evaluateHandle((given) => {
      const frame = document.createElement('iframe');
      for (const [name, value] of Object.entries(given)) {
        const text = value.replace('ORIGIN', location.origin);
        const blob = new Blob([text], { type: 'text/html' });
        if (name === 'blob') frame.src = URL.createObjectURL(blob);
        else frame.setAttribute(name, text);
      }
      return new Promise<HTMLIFrameElement>((resolve) => {
        frame.onload = () => resolve(frame);
        document.body.append(frame);
      });
    }, attributes);
    const frame = await handle.contentFrame();
    if (!frame) throw new Error('expected a frame');
    const answer = await askFor(frame);
    if (answer === CAMERA) await look(frame);
    return answer;
  } finally {
    await page.close();
  }
}

test('a page that comes back from the back/forward cache', async ({ server }) => {
  const first = `
    window.shown = [];
    addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
  `;
  const [from, to] = [server.make({ first }), server.make()];
  const goBack = async (page: Page, look: (page: Page) => Promise<void>) => {
    const answers = [];
    await page.goto(from);
    for (const visit of ['before any camera', 'after a call']) {
      await page.goto(to);
      // Playwright's own way waits for a load that never comes.
      await page.evaluate(() => setTimeout(() => history.back()));
      await page.waitForURL(from, { waitUntil: 'commit' });
      const persisted = await page.evaluate(() => window.shown.at(-1));
      answers.push({ visit, persisted, answer: await askFor(page) });
      await look(page);
      await page.evaluate(() => window.call.stop());
    }
    return answers;
  };
  const native = await inOwnBrowser(null, (page) => goBack(page, expectRaw));
  expect(native[0]).toMatchObject({ persisted: true, answer: CAMERA });
  const withVeil = await inOwnBrowser(undefined, (page) => goBack(page, expectProcessed));
  expect(withVeil[0]).toEqual(native[0]);
  // After a call Chromium does not keep a page with Veil's frame in it: it is loaded anew.
  expect(withVeil.map(({ answer }) => answer)).toEqual(native.map(({ answer }) => answer));
  note('a page that comes back from the back/forward cache', CAMERA, 'the same, processed');
  note('going back to a page after a call', 'from the cache', 'loaded anew; then processed');
});

/** A page of a browser that keeps pages to come back to; Playwright forbids that by default. */
async function inOwnBrowser<T>(
  extension: null | undefined,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const camera = await testCamera();
  const without = ['--disable-back-forward-cache'];
  const veil = await launchVeil({ camera, without, ...(extension === null && { extension }) });
  try {
    if (extension !== null) await veil.setEffect({ kind: 'color', color: '#00ff00' });
    return await use(await veil.context.newPage());
  } finally {
    await veil.close();
  }
}

declare global {
  interface Window {
    shown: boolean[];
  }
}
