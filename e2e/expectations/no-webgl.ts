/** A browser without any WebGL, in hardware or software: everything still works. */

import type { Effect } from '../../src/shared/effect';
import { startCall, type Test } from '../fixtures/any-browser';
import { waitForPerson, worstStripes } from '../fixtures/call';
import { english } from '../fixtures/english';
import { expect } from '../fixtures/expect';
import { RAW } from '../fixtures/situation';
import { backdropColor, expectSent } from '../popup/showing';

const BLUR: Effect = { kind: 'blur', strength: 0.5 };
const IMAGE: Effect = { kind: 'image', id: 'dusk' };

/** Registers the test. */
export function expectNoWebGl(test: Test): void {
  test('the person before the backdrop, never the room', async ({ veil, page, server }) => {
    const dusk = await backdropColor('dusk');
    await veil.setEffect(BLUR);
    await page.goto(server.url('plain'));
    expect(await page.evaluate(webGlContexts)).toEqual([]);
    await startCall(page);
    await waitForPerson(page, 'far', 20);
    await expectSent(page, { room: 'hidden', notColor: dusk });
    await veil.setEffect(IMAGE);
    await expectSent(page, { room: 'hidden', color: dusk });
    await waitForPerson(page, 'far', 5);
    for (const end of ['near', 'far'] as const)
      expect(await worstStripes(page, end), end).toBeLessThan(RAW);

    const [status] = await veil.status(page);
    expect(status).toMatchObject({ state: 'running' });
    expect(status?.reason).toBeUndefined();
    const popup = await veil.openPopup();
    const line = () => popup.evaluate(() => document.querySelector('.status p')?.textContent);
    await expect.poll(line).toBe(english('status_blur'));
    await popup.close();
  });
}

/** The kinds of WebGL the browser has after all. */
function webGlContexts(): string[] {
  return ['webgl2', 'webgl'].filter((kind) =>
    new OffscreenCanvas(1, 1).getContext(kind as 'webgl'),
  );
}
