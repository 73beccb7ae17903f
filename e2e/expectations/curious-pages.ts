/** Pages that want to know, or to set, what is the user's own. */

import { CAMERA_SHOWN, CAMERA_WANTED, CONTENT_WANTED, PROTOCOL } from '../../src/shared/handshake';
import type { AnyVeil, OwnPage, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';
import { askFor, CAMERA, expectProcessed } from '../fixtures/situation';

const OWN = 'own-6f0c3a52-7d1e-4b8a-9c43-2e5d8a61b704';

/** A report of a track that there is not, as the pipeline sends it. */
const time = { p50: 1, p95: 2 };
const STATUS = {
  track: 1,
  state: 'running',
  fps: 30,
  latency: 9,
  copies: 0,
  coveredFrames: 0,
  width: 640,
  height: 360,
  tier: 'low',
  variant: 'general-368x208',
  place: 'worker',
  kernels: 'wasm',
  compositor: 'planes',
  phases: { read: time, infer: time, refine: time, composite: time, write: time },
};

/** Longer than a tier or a compositor has to last to be remembered, ms. */
const SETTLED_MS = 12_000;

/** Registers the tests. */
export function expectCuriousPages(test: Test): void {
  test("a page without a camera and a frame of another origin, without leave, learn nothing of the user's, and set nothing", async ({
    veil,
    page,
    server,
  }) => {
    await veil.set({ effect: { kind: 'image', id: OWN } });
    const before = await veil.stored(['tier', 'compositor']);
    await page.goto(server.make());
    const places = [page.mainFrame(), await openFrame(page, server.url('plain', 'other'))];
    const told = { ...NAMES, own: OWN, status: STATUS, lasts: SETTLED_MS };
    for (const heard of await Promise.all(places.map((each) => each.evaluate(beCurious, told))))
      expect(heard.filter((type) => /settings|backdrop-loaded|weights/.test(type))).toEqual([]);
    expect(await veil.stored(['tier', 'compositor'])).toEqual(before);
    expect(await veil.status(page)).toEqual([]);
  });

  test('a site knows an own picture by a name that no other site knows it by', async ({
    veil,
    server,
  }) => {
    await veil.set({ effect: { kind: 'image', id: OWN } });
    const names = [];
    for (const origin of ['same', 'same', 'other'] as const)
      names.push(await nameOn(veil, server.url('plain', origin)));
    const [first, again, elsewhere] = names;
    expect(first).toMatch(/^own-[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(elsewhere).toMatch(/^own-[0-9a-f]{32}$/);
    expect(elsewhere).not.toBe(first);
  });

  test('a frame that floods Veil gets few answers, and its page has a camera all the same', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await page.goto(server.make());
    const frame = await openFrame(page, server.make());
    const answers = await frame.evaluate(flood, NAMES);
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThan(100);
    expect(await askFor(page)).toBe(CAMERA);
    await expectProcessed(page);
  });
}

const NAMES = { wanted: [CAMERA_WANTED, CONTENT_WANTED], shown: CAMERA_SHOWN, protocol: PROTOCOL };

async function openFrame(page: OwnPage, src: string) {
  const handle = await page.evaluateHandle((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    return new Promise<HTMLIFrameElement>((resolve) => {
      frame.onload = () => resolve(frame);
      document.body.append(frame);
    });
  }, src);
  const frame = await handle.asElement()?.contentFrame();
  if (!frame) throw new Error('expected a frame');
  return frame;
}

type Told = typeof NAMES & {
  readonly own: string;
  readonly status: object;
  readonly lasts: number;
};

/** Runs in the page: says all that a pipeline would, with a drawn camera; gives the types of what it hears. */
async function beCurious({ wanted, shown, protocol, own, status, lasts }: Told): Promise<string[]> {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
  const drawn = canvas.captureStream(10).getVideoTracks();
  const received = new RTCPeerConnection().addTransceiver('video').receiver.track;
  const heard: string[] = [];
  // In a frame without leave there are devices all the same.
  const ask = async (type: string) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => heard.push(data.type);
    const init = { data: protocol, ports: [port2], cancelable: true };
    navigator.mediaDevices.dispatchEvent(new MessageEvent(type, init));
    for (const track of [...drawn, received])
      port2.dispatchEvent(new MediaStreamTrackEvent(shown, { track }));
    for (const makesMasks of [true, false])
      port1.postMessage({ type: 'settings-wanted', makesMasks });
    port1.postMessage({ type: 'load-backdrop', id: own });
    const until = performance.now() + lasts;
    while (performance.now() < until) {
      port1.postMessage({ type: 'reported', status });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  await Promise.all(wanted.map(ask));
  return heard;
}

/** Runs in the page: asks two thousand times, ten times each; gives the number of answers. */
async function flood({ wanted, protocol }: typeof NAMES): Promise<number> {
  let answers = 0;
  for (const type of wanted)
    for (let n = 0; n < 1000; n++) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => answers++;
      const init = { data: n % 2 ? protocol : n, ports: [port2], cancelable: true };
      navigator.mediaDevices.dispatchEvent(new MessageEvent(type, init));
      for (let count = 0; count < 10; count++) port1.postMessage({ type: 'nonsense' });
    }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return answers;
}

/** What a page with a camera is told that the chosen picture is called. */
async function nameOn(veil: AnyVeil, url: string): Promise<string | undefined> {
  const page = await veil.newPage();
  try {
    await page.goto(url);
    expect(await askFor(page)).toBe(CAMERA);
    return await page.evaluate(
      ([type, protocol]) =>
        new Promise<string>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data.settings?.effect.id);
          const init = { data: protocol, ports: [port2], cancelable: true };
          navigator.mediaDevices.dispatchEvent(new MessageEvent(type, init));
          port1.postMessage({ type: 'settings-wanted', makesMasks: true });
        }),
      [CONTENT_WANTED, PROTOCOL] as const,
    );
  } finally {
    await page.close();
  }
}
