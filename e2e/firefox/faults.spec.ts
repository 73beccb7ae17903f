/** A loop that ends in mid-call, in Firefox: its track has its ends on the page's main thread. */
import { frameCount, waitForPerson } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { test } from '../fixtures/firefox/test';
import { costSince, tell } from '../fixtures/reliability';
import { askFor, CAMERA } from '../fixtures/situation';

/** The first worker of a page in which frames are drawn ends by itself after a while. */
const MORTAL = `(() => {
  const Native = Blob;
  let isDone = false;
  window.Blob = class extends Native {
    constructor(parts = [], options = {}) {
      const isLoop = !isDone && /javascript/.test(options.type) && parts.join('').length > 50000;
      isDone ||= isLoop;
      super(isLoop ? ['setTimeout(() => close(), 6000);', ...parts] : parts, options);
    }
  };
})();`;

test('the loop ends by itself: covered, then the same track goes on', async ({
  veil,
  page,
  server,
}) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.make({ first: MORTAL }));
  expect(await askFor(page)).toBe(CAMERA);
  await waitForPerson(page, 'near', 3);
  const from = await frameCount(page, 'near');
  // The first frames of a call may be covered as well.
  await expect.poll(async () => (await costSince(page, from)).covered).toBeGreaterThan(10);
  await waitForPerson(page, 'near', 10);
  const cost = await costSince(page, 0);
  tell('Firefox: the loop ends by itself', cost);
  expect(cost.raw).toBe(0);
  expect((await veil.status(page)).map(({ state }) => state)).toEqual(['running']);
});
