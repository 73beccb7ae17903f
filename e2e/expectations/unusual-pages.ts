/**
 * Hostile and unusual pages: policies, frozen and replaced parts of the browser, elements removed, a
 * busy main thread. Each is first tried in the same browser without Veil.
 */

import type { FaultReason } from '../../src/shared/fault';
import type { Test } from '../fixtures/any-browser';
import { frameCount, worstStripes } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import type { MadePage } from '../fixtures/server';
import {
  askFor,
  CAMERA,
  expectProcessed,
  note,
  RAW,
  sameAnswer,
  withPage,
} from '../fixtures/situation';

const csp = (policy: string): MadePage => ({ headers: { 'Content-Security-Policy': policy } });
const first = (script: string): MadePage => ({ first: script });
const refuse = (what: string): MadePage =>
  first(`${what} = function () { throw new Error('refused by the page'); };`);

const POLICIES: Record<string, MadePage> = {
  'a CSP that allows its own scripts only': csp(
    "default-src 'none'; script-src 'nonce-veil-e2e'; worker-src 'none'; frame-src 'none'",
  ),
  'a CSP that forbids workers of blobs': csp("worker-src 'self'"),
  'a CSP that forbids WASM': csp("script-src 'nonce-veil-e2e' blob:"),
  'a CSP that forbids every connection': csp("connect-src 'none'; img-src 'none'"),
  'a sandbox by CSP': csp('sandbox allow-scripts allow-same-origin'),
  'Trusted Types with a list of policies': csp(
    "trusted-types foo; require-trusted-types-for 'script'",
  ),
  'Trusted Types with a default policy that refuses': {
    ...csp("trusted-types default; require-trusted-types-for 'script'"),
    first: `trustedTypes.createPolicy('default', { createScriptURL: () => { throw new TypeError('no'); } })`,
  },
  'COOP and COEP': {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
  'COEP without credentials': {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'credentialless',
    },
  },
  'Document-Isolation-Policy': {
    headers: { 'Document-Isolation-Policy': 'isolate-and-require-corp' },
  },
  'Permissions-Policy: camera=()': { headers: { 'Permissions-Policy': 'camera=()' } },
};

const FROZEN: Record<string, MadePage> = {
  'MediaStreamTrack frozen': first('Object.freeze(MediaStreamTrack.prototype)'),
  'MediaDevices frozen': first(
    'Object.freeze(MediaDevices.prototype); Object.freeze(navigator.mediaDevices);',
  ),
  'every class of the browser frozen': first(`
    for (const name of Object.getOwnPropertyNames(window)) {
      const { [name]: found } = window;
      if (typeof found === 'function' && found.prototype) {
        Object.freeze(found.prototype);
        Object.freeze(found);
      }
    }`),
};

const REPLACED: Record<string, MadePage> = {
  'Promise replaced by a library': first(`
    const Native = Promise;
    window.Promise = class Own {
      constructor(work) { this.inner = new Native(work); }
      then(...all) { return Own.resolve(this.inner.then(...all)); }
      catch(onError) { return this.then(undefined, onError); }
      static resolve(value) { return new Own((resolve) => resolve(value)); }
      static reject(error) { return new Own((_, reject) => reject(error)); }
    };`),
  'Promise refused': refuse('window.Promise'),
  'addEventListener wrapped': first(`
    const native = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const wrapped = (event) =>
        typeof listener === 'function' ? listener.call(this, event) : listener.handleEvent(event);
      return native.call(this, type, wrapped, options);
    };`),
  'addEventListener refused': refuse('EventTarget.prototype.addEventListener'),
  'dispatchEvent refused': refuse('EventTarget.prototype.dispatchEvent'),
  'events refused': refuse('window.Event = window.CustomEvent = window.MessageEvent'),
  'stopImmediatePropagation refused': refuse('Event.prototype.stopImmediatePropagation'),
  'MessageChannel refused': refuse('window.MessageChannel'),
  'postMessage of ports refused': refuse('MessagePort.prototype.postMessage'),
  'onmessage of ports refused': first(`
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      set() { throw new Error('refused by the page'); },
    });`),
  'postMessage of the window refused': refuse('window.postMessage'),
  'workers refused': refuse('window.Worker'),
  'workers that do nothing': first(`
    window.Worker = class extends EventTarget { postMessage() {} terminate() {} };`),
  'postMessage of workers refused': refuse('Worker.prototype.postMessage'),
  'createObjectURL refused': refuse('URL.createObjectURL'),
  'attachShadow and append refused': refuse(
    'Element.prototype.append = Element.prototype.attachShadow',
  ),
  'Object.defineProperty refused': refuse(
    'Object.defineProperty = Object.getOwnPropertyDescriptor',
  ),
  'WeakSet answers yes to everything': first('WeakSet.prototype.has = () => true;'),
  'toJSON on every object': first(`Object.prototype.toJSON = () => 'of the page'`),
  'the classes of streams taken away': first(`
    const { MediaStreamTrackProcessor } = window;
    delete window.MediaStreamTrackGenerator;
    window.MediaStream = class extends MediaStream {};`),
};

const HOSTILE: Record<string, MadePage> = {
  'unknown children of the document removed': first(`
    new MutationObserver(() => {
      for (const child of [...document.documentElement.children])
        if (child !== document.head && child !== document.body) child.remove();
    }).observe(document, { childList: true, subtree: true });`),
  'a main thread that is busy for 200 ms at a time': first(`
    setInterval(() => {
      const until = performance.now() + 200;
      while (performance.now() < until);
    }, 210);`),
};

const PAGES = { ...POLICIES, ...FROZEN, ...REPLACED, ...HOSTILE };

/** Registers the tests. */
export function expectUnusualPages(test: Test): void {
  for (const [name, made] of Object.entries(PAGES)) {
    test(name, async ({ bare, veil, server }) => {
      const url = server.make(made);
      const native = await sameAnswer(bare, veil, (browser, look) =>
        withPage(browser, url, async (page) => {
          const answer = await askFor(page);
          if (answer === CAMERA) await look(page);
          return answer;
        }),
      );
      note(name, native, native === CAMERA ? 'the same, processed' : 'the same');
    });
  }

  /** Removes every node that is added. */
  const tidy = first(`
      const watch = new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) node.remove();
      });
      addEventListener('load', () =>
        watch.observe(document.documentElement, { childList: true, subtree: true }));`);

  test('every node removed that is added', async ({ veil, server }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await withPage(veil, server.make(tidy), async (page) => {
      expect(await askFor(page)).toBe(CAMERA);
      await expectProcessed(page);
    });
    note('every node removed that is added', CAMERA, 'the same, processed');
  });

  test('every node removed that is added, and no WASM', async ({ veil, server }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    const policy = "script-src 'nonce-veil-e2e'; worker-src blob:";
    const headers = { 'Content-Security-Policy': policy };
    const reason: FaultReason = 'segmenter-blocked';
    await withPage(veil, server.make({ ...tidy, headers }), async (page) => {
      expect(await askFor(page)).toBe(CAMERA);
      await expect.poll(async () => (await veil.status(page))[0]).toMatchObject({ reason });
      expect(await frameCount(page, 'near')).toBeGreaterThan(0);
      expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    });
    note(
      'every node removed that is added, and no WASM',
      CAMERA,
      `covered; the popup says why (${reason})`,
    );
  });
}
