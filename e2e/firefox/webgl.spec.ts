/**
 * Firefox with WebGL, drawn in software: its compositor is taken where it was found the faster one, and the engine that needs
 * WebGL can be fallen back on.
 */
import { rm } from 'node:fs/promises';
import type { Effect } from '../../src/shared/effect';
import { openBroken, weightsFile } from '../fixtures/broken-veil';
import { waitForPerson, worstStripes } from '../fixtures/call';
import { expect, seenBy, test, VIDEO } from '../fixtures/firefox/test';
import { BUILT_ADDON } from '../fixtures/firefox/veil';

const EFFECTS: readonly Effect[] = [
  { kind: 'color', color: '#00ff00' },
  { kind: 'blur', strength: 0.5 },
  { kind: 'image', id: 'dusk' },
];

for (const effect of EFFECTS) {
  test(`the person before the backdrop, drawn by WebGL (${effect.kind})`, async ({
    veil,
    tab,
    server,
  }) => {
    await (await veil.home()).evaluate(() => {
      const madeWith = `${window.browser.runtime.getManifest().version} ${navigator.userAgent}`;
      return window.browser.storage.local.set({ compositor: { name: 'webgl', madeWith } });
    });
    await veil.setEffect(effect);
    await tab.goto(server.url('plain'));
    expect(await tab.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2'))).not.toBeNull();
    await tab.evaluate((video) => window.call.start({ constraints: { video } }), VIDEO);
    // A slow machine may go over to the planes later.
    await expect
      .poll(async () => (await veil.status(tab))[0], { intervals: [100] })
      .toMatchObject({ state: 'running', compositor: 'webgl' });
    await waitForPerson(seenBy(tab), 'far', 5);
    for (const end of ['near', 'far'] as const)
      expect(await worstStripes(seenBy(tab), end), end).toBeLessThan(30);
  });
}

test('without the weights of our own engine, tasks-vision finds the person', async ({
  launch,
  server,
}) => {
  const removeWeights = (folder: string) => rm(weightsFile(folder));
  const veil = await openBroken(BUILT_ADDON, removeWeights, (addon) => launch({ addon }));
  try {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    const page = await veil.newPage();
    await page.goto(server.url('plain'));
    await page.evaluate((video) => window.call.start({ constraints: { video } }), VIDEO);
    await waitForPerson(page, 'far', 5);
    expect((await veil.status(page))[0]).toMatchObject({ state: 'running' });
    for (const end of ['near', 'far'] as const)
      expect(await worstStripes(page, end), end).toBeLessThan(30);
  } finally {
    await veil.close();
  }
});
