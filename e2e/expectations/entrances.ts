/**
 * Every way by which a page comes to a camera: through windows and frames of all kinds, made at any
 * time, and methods kept or borrowed. Each is first tried in the same browser without Veil.
 */

import type { AnyBrowser, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';
import {
  askFor,
  CAMERA,
  type Look,
  note,
  type Request,
  sameAnswer,
  withPage,
} from '../fixtures/situation';

/** Functions of the page, each by itself. A frame or window is used in the very task that made it. */
const REQUESTS: Record<string, Request> = {
  'navigator.mediaDevices.getUserMedia': () => navigator.mediaDevices.getUserMedia(window.wanted),
  'the method of the prototype, called': () =>
    MediaDevices.prototype.getUserMedia.call(navigator.mediaDevices, window.wanted),
  'a reference kept by the first script of the page': () => window.kept(window.wanted),
  'an empty frame': () => window.makeFrame({}).navigator.mediaDevices.getUserMedia(window.wanted),
  'an empty frame inside another': () => {
    const outer = window.makeFrame({});
    const inner = outer.document.createElement('iframe');
    inner.allow = 'camera';
    outer.document.body.append(inner);
    if (!inner.contentWindow) throw new Error('expected a window');
    return inner.contentWindow.navigator.mediaDevices.getUserMedia(window.wanted);
  },
  'a frame of written HTML': () => {
    const place = document.createElement('div');
    place.innerHTML = '<iframe allow="camera"></iframe>';
    document.body.append(place);
    return (window[window.length - 1] as Realm).navigator.mediaDevices.getUserMedia(window.wanted);
  },
  'a frame whose document is written by the page': () => {
    const { document } = window.makeFrame({});
    document.write(
      '<script>parent.asked = navigator.mediaDevices.getUserMedia(parent.wanted)</script>',
    );
    document.close();
    return window.asked;
  },
  'a frame with an address, whose document is written by the page': () => {
    const { document } = window.makeFrame({ src: '/made-0.html' });
    document.open();
    document.write(
      '<script>parent.asked = navigator.mediaDevices.getUserMedia(parent.wanted)</script>',
    );
    document.close();
    return window.asked;
  },
  'the method of an empty frame': () => window.borrow(window.makeFrame({})),
  'the method of an empty frame that has been removed': () => {
    const { getUserMedia } = window.makeFrame({}).MediaDevices.prototype;
    document.body.lastElementChild?.remove();
    return getUserMedia.call(navigator.mediaDevices, window.wanted);
  },
  'the method of a frame whose page has not come yet': () =>
    window.borrow(window.makeFrame({ src: '/made-0.html' })),
  'the same, through its document': () => {
    window.makeFrame({ src: '/made-0.html' });
    const { defaultView } = (document.body.lastElementChild as HTMLIFrameElement)
      .contentDocument as Document;
    return window.borrow(defaultView as Realm);
  },
  'the same, from another origin': () =>
    window.borrow(window.makeFrame({ src: location.href.replace('localhost', '127.0.0.1') })),
  'the same, of srcdoc': () => window.borrow(window.makeFrame({ srcdoc: '<p>' })),
  'the same, of a javascript: address': () =>
    window.borrow(window.makeFrame({ src: 'javascript:"<p>"' })),
  'an empty <object>': async () => {
    const object = document.createElement('object');
    object.data = 'about:blank';
    document.body.append(object);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return window.borrow(object.contentWindow as Realm);
  },
  'an empty window': () => window.popUp('').navigator.mediaDevices.getUserMedia(window.wanted),
  'an empty window whose document is written by the page': () => {
    const popup = window.popUp('about:blank');
    popup.document.write(
      '<script>opener.asked = navigator.mediaDevices.getUserMedia(opener.wanted)</script>',
    );
    popup.document.close();
    return window.asked;
  },
  'the method of a window whose page has not come yet': () =>
    window.borrow(window.popUp('/made-0.html')),
  'the same, opened by the document': () => {
    const opened = document.open('/made-0.html', '', 'popup') as Realm;
    window.popup = opened;
    return window.borrow(opened);
  },
  'the method of a window of a javascript: address': () =>
    window.borrow(window.popUp('javascript:1')),
  'the page, written anew': () => {
    const { call, wanted } = window;
    document.open();
    document.write('<!doctype html><body></body>');
    document.close();
    window.call = call;
    return navigator.mediaDevices.getUserMedia(wanted);
  },
};

/** What the requests use in the page; nothing of it touches a camera. */
const FIRST = `
  // Without a size Firefox makes 640x480 of any camera.
  window.wanted = { video: { width: 640, height: 360 } };
  window.kept = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.makeFrame = (attributes) => {
    const frame = document.createElement('iframe');
    frame.allow = 'camera';
    Object.assign(frame, attributes);
    document.body.append(frame);
    return frame.contentWindow;
  };
  window.popUp = (url) => window.popup = window.open(url, '', 'popup');
  window.borrow = (other) =>
    other.MediaDevices.prototype.getUserMedia.call(navigator.mediaDevices, window.wanted);
`;

/** The same by an older form of the method, with callbacks. */
const legacyRequests = (method: string): Record<string, Request> => ({
  [`navigator.${method}`]: `() => new Promise((resolve, reject) =>
    navigator.${method}(window.wanted, resolve, reject))`,
  [`${method} of a frame whose page has not come yet`]: `() => new Promise((resolve, reject) =>
    makeFrame({ src: '/made-0.html' })
      .Navigator.prototype.${method}.call(navigator, window.wanted, resolve, reject))`,
});

/**
 * Registers the tests. legacy: names of the older forms that the browser still has. more: what only this
 * browser gives.
 */
export function expectEntrances(
  test: Test,
  legacy: readonly string[],
  more: Readonly<Record<string, Request>> = {},
): void {
  test('what gives a camera is all known', async ({ page, server }) => {
    await page.goto(server.url('plain'));
    const names = await page.evaluate(() => ({
      classes: Object.getOwnPropertyNames(window).filter((name) => /UserMedia|Camera/.test(name)),
      methods: Object.getOwnPropertyNames(Navigator.prototype).filter((name) =>
        /UserMedia/i.test(name),
      ),
    }));
    // A new name here may be a new entrance: look at it before adding it. XRCamera is for headsets.
    const known = ['HTMLCameraElement', 'HTMLUserMediaElement', 'XRCamera'];
    expect(names.classes.filter((name) => !known.includes(name))).toEqual([]);
    expect(names.methods.toSorted()).toEqual([...legacy].toSorted());
  });

  const requests = Object.assign({}, REQUESTS, ...legacy.map(legacyRequests), more);
  for (const [name, request] of Object.entries<Request>(requests)) {
    test(name, async ({ bare, veil, server }) => {
      const url = server.make({ first: FIRST });
      const native = await sameAnswer(bare, veil, (browser, look) =>
        ask(browser, url, request, look),
      );
      expect(native).toBe(CAMERA);
      note(name, native, 'the same, processed');
    });
  }
}

/** The answer in a page of its own, closed with all that it has opened. */
function ask(browser: AnyBrowser, url: string, request: Request, look: Look): Promise<string> {
  return withPage(browser, url, async (page) => {
    try {
      const answer = await askFor(page, request);
      if (answer === CAMERA) await look(page);
      return answer;
    } finally {
      await page.evaluate(() => window.popup?.close());
    }
  });
}

type Realm = Window & typeof globalThis;

declare global {
  interface Window {
    wanted: MediaStreamConstraints;
    kept: MediaDevices['getUserMedia'];
    asked: Promise<MediaStream>;
    popup?: Window;
    makeFrame(attributes: { src?: string; srcdoc?: string }): Realm;
    popUp(url: string): Realm;
    borrow(other: Realm): Promise<MediaStream>;
  }
}
