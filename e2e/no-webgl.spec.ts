/** A browser without any WebGL, in hardware or software: everything still works. */
import type { Effect } from '../src/shared/effect';
import { waitForPerson, worstStripes } from './fixtures/call';
import { test as base, expect, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';
import { backdropColor, expectSent } from './popup/showing';

const test = base.extend<object, { veil: Veil }>({
  veil: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const args = ['--disable-3d-apis', '--disable-software-rasterizer'];
      const veil = await launchVeil({ camera: await testCamera(), args });
      await use(veil);
      await veil.close();
    },
    { scope: 'worker' },
  ],
});

const EFFECTS: readonly Effect[] = [
  { kind: 'blur', strength: 0.5 },
  { kind: 'image', id: 'dusk' },
];

for (const effect of EFFECTS) {
  test(`the person before the backdrop, never the room (${effect.kind})`, async ({
    veil,
    page,
    server,
  }) => {
    const asked: string[] = [];
    veil.context.on('request', (request) => asked.push(request.url()));
    await veil.setEffect(effect);
    await page.goto(server.url('plain'));
    expect(await page.evaluate(webGlContexts)).toEqual([]);
    await page.evaluate(() => window.call.start());
    await waitForPerson(page, 'far', 20);

    const dusk = await backdropColor('dusk');
    await expectSent(page, {
      room: 'hidden',
      ...(effect.kind === 'image' ? { color: dusk } : { notColor: dusk }),
    });
    expect(await worstStripes(page, 'near')).toBeLessThan(30);
    expect(await worstStripes(page, 'far')).toBeLessThan(30);

    const [status] = await veil.status(page);
    expect(status).toMatchObject({ state: 'running' });
    expect(status?.reason).toBeUndefined();
    const popup = await veil.openPopup();
    await expect(popup.getByText(/^Running at [1-9]\d* fps, \d+ ms delay$/)).toBeVisible();
    await popup.close();

    // tasks-vision would not start here, so it is not even loaded.
    expect(asked.filter((url) => url.endsWith('.wasm'))).toEqual([
      expect.stringMatching(/\/litert_wasm[^/]*$/),
    ]);
    const own = new URL(server.url('plain')).origin;
    const foreign = asked.filter(
      (url) => !url.startsWith(own) && !/^(chrome-extension|blob|data):/.test(url),
    );
    expect(foreign).toEqual([]);
  });
}

/** The kinds of WebGL the browser has after all. */
function webGlContexts(): string[] {
  return ['webgl2', 'webgl'].filter((kind) =>
    new OffscreenCanvas(1, 1).getContext(kind as 'webgl'),
  );
}
