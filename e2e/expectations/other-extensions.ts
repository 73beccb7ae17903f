/**
 * Other extensions that change the camera of a page, and run before Veil or after it: which one does is chance. In the
 * tests their script comes with a copy of Veil itself, before or after Veil's own.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as playwright } from 'playwright/test';
import type { AnyVeil, OpenBroken, OwnPage, Test } from '../fixtures/any-browser';
import { waitForPerson, worstStripes } from '../fixtures/call';
import { english, faultSentence } from '../fixtures/english';
import { expect } from '../fixtures/expect';
import type { Server } from '../fixtures/server';
import { askFor, CAMERA, expectProcessed, note, RAW } from '../fixtures/situation';
import { click } from '../popup/panel';

/** Takes the method it finds, as a bound function, and puts its own where the name says. */
const KEPT = `
  const devices = navigator.mediaDevices;
  const original = devices && devices.getUserMedia.bind(devices);
  const put = (own, place) => { if (devices) place(own); };
  const onObject = (own) => { devices.getUserMedia = own; };
`;
/** Plays a stream, and gives what is drawn of it, as a stream of its own. */
const MIRROR = `
  const mirror = async (constraints) => {
    const stream = await original(constraints);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext('2d');
    setInterval(() => context.drawImage(video, 0, 0), 30);
    return canvas.captureStream(30);
  };
`;
const RECORDER = `
  const recorder = async (constraints) => window.recorded = await original(constraints);
`;

/** Scripts of other extensions, and what the page gets by them. */
const OTHERS: Record<string, string> = {
  'a mirror that draws the camera': `${MIRROR} put(mirror, onObject);`,
  'a mirror on the prototype': `${MIRROR}
    put(mirror, (own) => { MediaDevices.prototype.getUserMedia = function (c) { return own(c); }; });`,
  'a mirror that comes late': `${MIRROR} addEventListener('DOMContentLoaded', () => put(mirror, onObject));`,
  'a recorder that gives the stream on': `${RECORDER} put(recorder, onObject);`,
  'devices of its own on the navigator': `
    put(undefined, () => Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: new Proxy(devices, {
        get: (target, name) => name === 'getUserMedia'
          ? original
          : typeof target[name] === 'function' ? target[name].bind(target) : target[name],
      }),
    }));`,
  'a stream class of its own': `
    window.MediaStream = class extends MediaStream {};
    put(original, onObject);`,
};

/** A camera of its own, which opens no other. */
const FAKE = `
  const fake = async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    setInterval(() => {
      context.fillStyle = '#ff0000';
      context.fillRect(0, 0, 320, 180);
    }, 30);
    return canvas.captureStream(30);
  };
  put(fake, onObject);
`;

/** A way to the camera that no promise is on, kept for later. */
const CALLBACK = `
  const name = ['webkitGetUserMedia', 'mozGetUserMedia'].find((each) => each in navigator);
  const kept = navigator[name].bind(navigator);
  window.keptCallback = (constraints) =>
    new Promise((resolve, reject) => kept(constraints, (stream) => resolve({ stream }), reject));
`;

/** An extension that shows the camera in a frame of its own, when the page says so. */
const RECORDER_EXTENSION = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'A recorder',
    version: '1',
    browser_specific_settings: { gecko: { id: 'recorder@veil.example' } },
    content_scripts: [{ matches: ['<all_urls>'], js: ['content.js'] }],
    web_accessible_resources: [{ matches: ['<all_urls>'], resources: ['frame.html'] }],
  }),
  'frame.html': '<!doctype html>',
  'content.js': `document.addEventListener('record', () => {
    const frame = document.createElement('iframe');
    frame.allow = 'camera; microphone';
    frame.src = (globalThis.browser ?? chrome).runtime.getURL('frame.html');
    document.body.append(frame);
  });`,
};

const ORDERS = ['before', 'after'] as const;
/** Names the script of a page, in its address. */
const OTHER = 'other';

/** All of them, and which of them runs is told by the page's address: one browser serves all tests of an order. */
const SCRIPTS: Readonly<Record<string, string>> = {
  ...OTHERS,
  'a drawn camera': FAKE,
  'a callback': CALLBACK,
  'a recorder that keeps itself': `${RECORDER} put(recorder, onObject); window.own = recorder;`,
};

/** Registers the tests. open: a browser with a changed copy of the extension. */
export function expectOtherExtensions(test: Test, open: OpenBroken): void {
  for (const order of ORDERS) {
    playwright.describe(`of an extension that runs ${order} Veil`, () => {
      let opened: ReturnType<OpenBroken> | undefined;
      playwright.afterAll(async () => (await opened)?.close());
      const withOther = async (
        server: Server,
        script: string,
        use: (veil: AnyVeil, page: OwnPage) => Promise<void>,
      ) => {
        opened ??= open((folder) => addScripts(folder, order));
        const veil = await opened;
        await veil.setEffect({ kind: 'color', color: '#00ff00' });
        const page = await veil.newPage();
        await page.goto(`${server.make()}?${OTHER}=${encodeURIComponent(script)}`);
        await use(veil, page);
        await page.close();
      };
      expectOrder(test, order, withOther);
    });
  }
}

type WithOther = (
  server: Server,
  script: string,
  use: (veil: AnyVeil, page: OwnPage) => Promise<void>,
) => Promise<void>;

function expectOrder(test: Test, order: (typeof ORDERS)[number], withOther: WithOther): void {
  for (const name of Object.keys(OTHERS)) {
    test(`${name}: processed, once`, async ({ server }) => {
      await withOther(server, name, async (veil, page) => {
        expect(await askFor(page)).toBe(CAMERA);
        await expectProcessed(page);
        // Once, and no more.
        const states = async () => (await veil.status(page)).map(({ state }) => state);
        await expect.poll(states).toEqual(['running']);
        const hasRecorded = await page.evaluate(() => {
          const { recorded } = window;
          if (recorded) window.call.watch(recorded);
          return Boolean(recorded);
        });
        if (hasRecorded) await expectProcessed(page);
        note(`${name}, of an extension that runs ${order} Veil`, CAMERA, 'the same, processed');
      });
    });
  }

  test('a drawn camera is left as it is', async ({ server }) => {
    await withOther(server, 'a drawn camera', async (veil, page) => {
      expect(await askFor(page)).toBe(CAMERA);
      await expect
        .poll(() => page.evaluate(() => window.call.near?.seen.at(-1)?.color))
        .toEqual([expect.closeTo(255, -1), expect.closeTo(0, -1), expect.closeTo(0, -1)]);
      expect(await veil.status(page)).toEqual([]);
    });
  });

  if (order === 'before') expectFirst(test, withOther);
}

/** What only one that runs before Veil can do. */
function expectFirst(test: Test, withOther: WithOther): void {
  test('what it has put on the devices looks as it has left it', async ({ server }) => {
    await withOther(server, 'a recorder that keeps itself', async (_, page) => {
      const shape = await page.evaluate(() => ({
        ...Object.getOwnPropertyDescriptor(navigator.mediaDevices, 'getUserMedia'),
        value: navigator.mediaDevices.getUserMedia === window.own,
      }));
      expect(shape).toEqual({ value: true, writable: true, enumerable: true, configurable: true });
    });
  });

  test('a camera that Veil was not asked for is told of', async ({ server }) => {
    await withOther(server, 'a callback', async (veil, page) => {
      await page.evaluate(async () => {
        const { stream } = await window.keptCallback({ video: { width: 640, height: 360 } });
        const video = document.createElement('video');
        video.muted = true;
        video.srcObject = stream;
        document.body.append(video);
        await video.play();
        window.call.watch(stream);
      });
      // No promise was given it before the page had it.
      await waitForPerson(page, 'near', 2);
      expect(await worstStripes(page, 'near')).toBeGreaterThan(RAW);
      await expect
        .poll(() => veil.toolbarTitle(page))
        .toBe(`Veil: ${faultSentence('camera-missed')}`);
      await veil.setEffect({ kind: 'none' });
      await expect.poll(() => veil.toolbarTitle(page)).toBe('Veil is off');
      await veil.setEffect({ kind: 'color', color: '#00ff00' });
      await expect.poll(() => veil.toolbarTitle(page)).toContain('Veil: ');
      // So begins a call that was there before Veil: who has just installed it is told which.
      const options = await veil.openOptions();
      await options.evaluate(() => {
        location.hash = 'welcome';
        location.reload();
      });
      const told = english('welcome_reload', await page.evaluate(() => document.title));
      const text = () => options.evaluate(() => document.body.innerText).catch(() => 'loading');
      await expect.poll(text).toContain(told);
      await click(options, 'button', english('reload'));
      const hasVideo = () => page.evaluate(() => document.querySelector('video') !== null);
      await expect.poll(() => hasVideo().catch(() => 'loading')).toBe(false);
      await expect.poll(() => veil.toolbarTitle(page)).toBe('Veil is on');
      await expect.poll(text).not.toContain(told);
      await options.close();
    });
  });
}

/** Registers the test of frames of another extension, in which no other may run. withOther: a browser with that, and Veil. */
export function expectForeignFrames(
  test: Test,
  withOther: (
    folder: string,
    use: (veil: AnyVeil, page: OwnPage) => Promise<void>,
  ) => Promise<void>,
): void {
  test('the popup tells of a frame of another extension that may use the camera', async ({
    server,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'veil-recorder-'));
    await Promise.all(
      Object.entries(RECORDER_EXTENSION).map(([name, text]) => writeFile(join(folder, name), text)),
    );
    try {
      await withOther(folder, async (veil, page) => {
        await page.goto(server.make());
        const popup = await veil.openPopup();
        const text = () => popup.evaluate(() => document.body.innerText);
        // Browsers that give every page a camera without a question differ in whether this one was given it.
        const idle = [english('status_idle'), english('status_unasked')];
        const isIdle = async () => {
          const told = await text();
          return idle.some((each) => told.includes(each));
        };
        await expect.poll(isIdle).toBe(true);
        await page.evaluate(() => document.dispatchEvent(new Event('record')));
        await expect.poll(text).toContain(faultSentence('frame-closed'));
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** Has an unpacked extension run the scripts in the world of every page that asks for one, before or after its own. */
async function addScripts(folder: string, order: (typeof ORDERS)[number]): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const [first] = manifest.content_scripts;
  const other = { ...first, js: ['other.js'], world: 'MAIN' };
  const cases = Object.entries(SCRIPTS).map(
    ([name, script]) => `case ${JSON.stringify(name)}: { ${KEPT} ${script} break; }`,
  );
  const asked = `new URLSearchParams(location.search).get('${OTHER}')`;
  await writeFile(join(folder, 'other.js'), `switch (${asked}) { ${cases.join('\n')} }`);
  manifest.content_scripts =
    order === 'before'
      ? [other, ...manifest.content_scripts]
      : [...manifest.content_scripts, other];
  await writeFile(path, JSON.stringify(manifest));
}

declare global {
  interface Window {
    recorded?: MediaStream;
    own?: unknown;
    keptCallback(constraints: MediaStreamConstraints): Promise<{ readonly stream: MediaStream }>;
  }
}
