/**
 * The main job, one call situation after the other: what a site sends and what the far end sees
 * shows the person before the backdrop, and never the room.
 */
import type { Place } from '../../src/shared/status';
import { type OwnPage, startCall, type Test } from '../fixtures/any-browser';
import { type Evaluated, waitForPerson, worstStripes } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { personIoU } from '../fixtures/matte';
import type { Server } from '../fixtures/server';
import { LOOK } from '../fixtures/test';

type Color = readonly [number, number, number];
const GREEN: Color = [0, 255, 0];
/** What a loop sends that knows of no effect yet. */
const GREY: Color = [40, 40, 40];

/** How near a plain colour comes, of 255: the far end's has gone through a lossy codec. */
const NEAR_TO = { near: 6, far: 25 } as const;

/** Opens a page and gives the frame whose script makes the call. */
type Opening = (page: OwnPage, server: Server) => Promise<Evaluated>;

const openPage =
  (name: string): Opening =>
  async (page, server) => {
    await page.goto(server.url(name));
    return page;
  };

const openFrame =
  (attributes: (server: Server) => Record<string, string>): Opening =>
  async (page, server) => {
    await page.goto(server.url('frames'));
    const handle = await page.evaluateHandle((given) => {
      const frame = document.createElement('iframe');
      for (const [name, value] of Object.entries(given)) frame.setAttribute(name, value);
      return new Promise<HTMLIFrameElement>((resolve) => {
        frame.onload = () => resolve(frame);
        document.body.append(frame);
      });
    }, attributes(server));
    const frame = await handle.asElement()?.contentFrame();
    if (!frame) throw new Error('expected a frame');
    return frame;
  };

const SITUATIONS: Record<string, Opening> = {
  'a plain page': openPage('plain'),
  'a page with a strict CSP and Trusted Types': openPage('strict-csp'),
  'a page that lets no WASM run': openPage('no-wasm'),
  'a cross-origin isolated page': openPage('isolated'),
  'a srcdoc frame': openFrame(() => ({ srcdoc: '<script src="/call.js"></script>' })),
  'a cross-origin frame': openFrame((server) => ({
    src: server.url('plain', 'other'),
    allow: 'camera',
  })),
};

/** Registers the tests. strict: where the loop runs for a page that forbids workers and WASM. */
export function expectPages(test: Test, strict: Place): void {
  for (const [name, open] of Object.entries(SITUATIONS)) {
    test(`${name}: the far end sees the person before the backdrop`, async ({
      veil,
      page,
      server,
    }) => {
      await veil.setEffect({ kind: 'color', color: '#00ff00' });
      const frame = await open(page, server);
      await startCall(frame);
      const place = name.includes('CSP') ? strict : 'worker';
      // A loop on the main thread begins at once, with grey frames till the settings have been read.
      await expectCall(frame, place === 'page' ? GREY : GREEN);
      const [status] = await veil.status(page);
      const kernels = place === 'page' || name.includes('no WASM') ? 'javascript' : 'wasm';
      expect(status).toMatchObject({ state: 'running', place, kernels, width: 640, height: 360 });
    });
  }

  test('a camera asked for inside a new about:blank frame is processed as well', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await page.goto(server.url('frames'));
    // Made and used at once: no script of Veil gets a turn between the two.
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.allow = 'camera';
      document.body.append(frame);
      if (!frame.contentWindow) throw new Error('expected a window');
      const constraints = { video: { width: 640, height: 360 } };
      return window.call.start({ constraints, from: frame.contentWindow });
    });
    await expectCall(page, GREEN);
  });
}

/** first: what the site may send until it sends green. */
async function expectCall(frame: Evaluated, first: Color) {
  await waitForPerson(frame, 'far', 20);
  for (const end of ['near', 'far'] as const) {
    expect(await worstStripes(frame, end), `${end}: the room's stripes`).toBeLessThan(12);
    const seen = await frame.evaluate((e) => window.call[e]?.seen.map(({ color }) => color), end);
    const isNear = (wanted: Color) => (color: Color) =>
      wanted.every((value, c) => Math.abs((color[c] as number) - value) < NEAR_TO[end]);
    const colors = seen ?? [];
    const green = colors.findIndex(isNear(GREEN));
    expect(colors.slice(0, green).filter((color) => !isNear(first)(color))).toEqual([]);
    expect(colors.slice(green).filter((color) => !isNear(GREEN)(color))).toEqual([]);
  }
  const times = await frame.evaluate(() => window.call.near?.seen.map((seen) => seen.timestamp));
  expect(times).toEqual(times?.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(times?.length);
  for (let i = 0; i < 3; i++) {
    const grabbed = await frame.evaluate(() => window.call.near?.grab());
    if (!grabbed) throw new Error('expected a frame');
    expect(await personIoU(grabbed, LOOK, GREEN)).toBeGreaterThanOrEqual(0.95);
  }
}
