/** Every way by which a page comes to a camera, and what goes wrong on the way. */
import { expectRequests } from './expectations/requests';
import { waitForPerson, worstStripes } from './fixtures/call';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

/** Far below the raw room's, far above what a backdrop leaves. */
const RAW = 30;

expectRequests(test);

test.beforeEach(async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
});

/** Runs in the page before all else: half a minute passes in ten seconds, shorter times are what they are. */
function hasten(): void {
  const wait = setTimeout;
  const hastened = (run: () => void, ms = 0) => wait(run, ms < 30_000 ? ms : ms / 3);
  Object.assign(window, { setTimeout: hastened });
}

test('workers that started for a camera end when none comes, after a long question to the user too', async ({
  page,
}) => {
  await page.addInitScript(hasten);
  await page.reload();
  const refused = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: { width: { exact: 99_999 } } }).then(
      () => 'a camera',
      ({ name }) => name,
    ),
  );
  expect(refused).toBe('OverconstrainedError');
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  // Longer than a keeper with tracks may be silent, shorter than they are kept: the next call finds them.
  await page.waitForTimeout(8000);
  expect(page.workers().length).toBeGreaterThan(0);
  await expect.poll(() => page.workers().length).toBe(0);
});

for (const [tag, attribute, name] of [
  ['usermedia', 'stream', 'HTMLUserMediaElement'],
  ['camera', 'track', 'HTMLCameraElement'],
] as const) {
  test(`<${tag}> gives a processed ${attribute}, and its event only then`, async ({ page }) => {
    const isKnown = await page.evaluate((known) => known in window, name);
    test.skip(!isKnown, `this browser has no ${name}`);
    await page.evaluate(
      ([name, held]) => {
        const element = document.createElement(name) as HTMLElement & Record<string, unknown>;
        element.setAttribute('type', 'camera');
        element.style.cssText =
          'display: inline-block; font-size: 20px; color: black; background-color: white; padding: 10px';
        const answered = new Promise((resolve) =>
          element.addEventListener(held, () => resolve(element[held])),
        );
        document.body.append(element);
        Object.assign(window, { answered });
      },
      [tag, attribute] as const,
    );
    // The browser wants the element to have stood still and in view before it is clicked.
    await page.waitForTimeout(1500);
    await page.locator(tag).click({ force: true });
    await page.evaluate(async () => {
      const { answered } = window as unknown as {
        answered: Promise<MediaStream | MediaStreamTrack>;
      };
      const captured = await answered;
      await window.call.use(
        captured instanceof MediaStream ? captured : new MediaStream([captured]),
      );
    });
    await waitForPerson(page, 'near', 10);
    expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
  });
}

test('one failed injection costs one request, and no raw track', async ({ veil, page }) => {
  const ask = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        (stream) => stream.getVideoTracks().length,
        (error) => error.name,
      ),
    );
  await breakInjection(veil, true);
  expect(await ask()).toBe('NotReadableError');
  await breakInjection(veil, false);
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(1);
});

/** Makes the browser refuse to inject scripts, or lets it again. */
async function breakInjection(veil: Veil, broken: boolean): Promise<void> {
  const worker = await veil.background();
  await worker.evaluate((refuse) => {
    type Inject = () => Promise<unknown>;
    const { chrome, kept } = globalThis as unknown as {
      readonly chrome: { readonly scripting: { executeScript: Inject } };
      readonly kept?: Inject;
    };
    const api = chrome.scripting;
    const native = kept ?? api.executeScript;
    Object.assign(globalThis, { kept: native });
    api.executeScript = refuse ? () => Promise.reject(new Error('refused by the test')) : native;
  }, broken);
}
