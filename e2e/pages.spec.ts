/**
 * The main job, one call situation after the other: what a site sends and what the far end sees
 * shows the person before the backdrop, and never the room.
 */
import type { Frame, Page } from 'playwright/test';
import type { Place } from '../src/shared/status';
import { waitForPerson, worstStripes } from './fixtures/call';
import { personIoU } from './fixtures/matte';
import type { Server } from './fixtures/server';
import { expect, LOOK, test } from './fixtures/test';

const GREEN = [0, 255, 0] as const;

/** How near a plain colour comes, of 255: the far end's has gone through a lossy codec. */
const NEAR_TO = { near: 6, far: 25 } as const;

/** Opens a page and gives the frame whose script makes the call. */
type Opening = (page: Page, server: Server) => Promise<Frame>;

const openPage =
  (name: string): Opening =>
  async (page, server) => {
    await page.goto(server.url(name));
    return page.mainFrame();
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
    const frame = await handle.contentFrame();
    if (!frame) throw new Error('expected a frame');
    return frame;
  };

const SITUATIONS: Record<string, { readonly open: Opening; readonly place: Place }> = {
  'a plain page': { open: openPage('plain'), place: 'worker' },
  'a page with a strict CSP and Trusted Types': {
    open: openPage('strict-csp'),
    place: 'extension',
  },
  'a cross-origin isolated page': { open: openPage('isolated'), place: 'worker' },
  'a srcdoc frame': {
    open: openFrame(() => ({ srcdoc: '<script src="/call.js"></script>' })),
    place: 'worker',
  },
  'a cross-origin frame': {
    open: openFrame((server) => ({ src: server.url('plain', 'other'), allow: 'camera' })),
    place: 'worker',
  },
};

for (const [name, { open, place }] of Object.entries(SITUATIONS)) {
  test(`${name}: the far end sees the person before the backdrop`, async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    const frame = await open(page, server);
    await frame.evaluate(() => window.call.start());
    await expectCall(frame);
    const [status] = await veil.status(page);
    // A page that forbids workers and WASM of its own has those of the extension.
    expect(status).toMatchObject({ state: 'running', place, kernels: 'wasm' });
    expect(status).toMatchObject({ width: 640, height: 360 });
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
    return window.call.start({ from: frame.contentWindow });
  });
  await expectCall(page.mainFrame());
});

async function expectCall(frame: Frame) {
  await waitForPerson(frame, 'far', 20);
  for (const end of ['near', 'far'] as const) {
    expect(await worstStripes(frame, end), `${end}: the room's stripes`).toBeLessThan(12);
    const colors = await frame.evaluate((e) => window.call[e]?.seen.map(({ color }) => color), end);
    for (const color of colors ?? [])
      for (let c = 0; c < 3; c++)
        expect(Math.abs((color[c] as number) - (GREEN[c] as number))).toBeLessThan(NEAR_TO[end]);
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
