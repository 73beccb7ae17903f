/**
 * Documents of every kind that ask for a camera: in frames, and come back to. Each is first tried in the same browser without Veil.
 */

import type { AnyBrowser, OwnPage, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';
import type { Server } from '../fixtures/server';
import {
  askFor,
  CAMERA,
  expectProcessed,
  expectRaw,
  type Look,
  note,
  sameAnswer,
  travel,
  withPage,
} from '../fixtures/situation';

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

/** A page of a browser that keeps pages to come back to, with Veil or without. */
export type InKeepingBrowser = <T>(
  kind: 'bare' | 'veil',
  use: (page: OwnPage) => Promise<T>,
) => Promise<T>;

/** Registers the tests. */
export function expectDocuments(test: Test, inKeepingBrowser: InKeepingBrowser): void {
  for (const [name, attributesOf] of Object.entries(FRAMES)) {
    test(`a frame of ${name}`, async ({ bare, veil, server }) => {
      const attributes = attributesOf(server);
      const native = await sameAnswer(bare, veil, (browser, look) =>
        askFrame(browser, server, attributes, look),
      );
      note(`a frame of ${name}`, native, native === CAMERA ? 'the same, processed' : 'the same');
    });
  }

  test('a page that comes back from the back/forward cache', async ({ server }) => {
    const first = `
      window.shown = [];
      addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
    `;
    const [from, to] = [server.make({ first }), server.make()];
    const ask = (look: Look) => (page: OwnPage) => goBack(page, from, to, look);
    const [native, withVeil] = await Promise.all([
      inKeepingBrowser('bare', ask(expectRaw)),
      inKeepingBrowser('veil', ask(expectProcessed)),
    ]);
    expect(native[0]).toMatchObject({ persisted: true, answer: CAMERA });
    expect(withVeil[0]).toEqual(native[0]);
    // After a call Chromium does not keep a page with Veil's frame in it: it is loaded anew.
    expect(withVeil.map(({ answer }) => answer)).toEqual(native.map(({ answer }) => answer));
    note('a page that comes back from the back/forward cache', CAMERA, 'the same, processed');
    note('going back to a page after a call', 'from the cache', 'loaded anew; then processed');
  });
}

/** Asks inside a frame, looks at what it gets, and gives the answer. */
function askFrame(
  browser: AnyBrowser,
  server: Server,
  attributes: Attributes,
  look: Look,
): Promise<string> {
  return withPage(browser, server.make(), async (page) => {
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
    const frame = await handle.asElement()?.contentFrame();
    if (!frame) throw new Error('expected a frame');
    const answer = await askFor(frame);
    if (answer === CAMERA) await look(frame);
    return answer;
  });
}

/** Leaves a page and comes back to it, twice; a camera is asked for each time. */
async function goBack(page: OwnPage, from: string, to: string, look: Look) {
  const answers = [];
  await page.goto(from);
  for (const visit of ['before any camera', 'after a call']) {
    await travel(page, `location.assign(${JSON.stringify(to)})`, to);
    await travel(page, 'history.back()', from);
    const persisted = await page.evaluate(() => window.shown?.at(-1));
    answers.push({ visit, persisted, answer: await askFor(page) });
    await look(page);
    await page.evaluate(() => window.call.stop());
  }
  return answers;
}

declare global {
  interface Window {
    shown?: boolean[];
  }
}
