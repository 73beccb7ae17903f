/**
 * The first promise, in every browser: while Veil is on, the raw room never leaves. Every frame a site
 * gets, and every one that the far end sees, is looked at from the first one on, through changes,
 * restarts and faults.
 */

import { appendFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HidingEffect } from '../../src/shared/effect';
import type { FaultReason } from '../../src/shared/fault';
import { type AnyPage, startCall, type Test, type WithBroken } from '../fixtures/any-browser';
import { bend, fallbackFile, weightsFile } from '../fixtures/broken-veil';
import { type End, frameCount, waitForPerson, worstStripes } from '../fixtures/call';
import { faultSentence } from '../fixtures/english';
import { expect } from '../fixtures/expect';

/** Far below the raw room's, far above what a blur or a backdrop leaves. */
const RAW = 30;

const GREEN: HidingEffect = { kind: 'color', color: '#00ff00' };
const BLUR: HidingEffect = { kind: 'blur', strength: 0.5 };
const IMAGE: HidingEffect = { kind: 'image', id: 'dusk' };

const BROKEN: Record<
  string,
  { readonly reason: FaultReason; readonly harm: (folder: string) => Promise<void> }
> = {
  'missing weights, and no model to fall back on': {
    reason: 'model-missing',
    harm: async (folder) => {
      await rm(weightsFile(folder));
      await rm(join(folder, 'models/general.tflite'));
    },
  },
  'weights that are cut off, and a damaged model': {
    reason: 'model-damaged',
    harm: async (folder) => {
      await truncate(weightsFile(folder), 100_000);
      await truncate(join(folder, 'models/general.tflite'), 100_000);
    },
  },
  'a network that answers wrongly, and a damaged engine to fall back on': {
    reason: 'runtime-missing',
    harm: async (folder) => {
      await bend(folder);
      await writeFile(fallbackFile(folder), 'no engine at all');
    },
  },
};

/** Longer than a new segmenter is trusted, so that it is replaced at once. */
const WORKER_LIFE_MS = 5500;

/** Has each worker of the segmenter end by itself after a while. */
async function mortal(folder: string): Promise<void> {
  const assets = join(folder, 'assets');
  for (const name of await readdir(assets))
    if (name.startsWith('worker-'))
      await appendFile(join(assets, name), `;setTimeout(() => close(), ${WORKER_LIFE_MS});`);
}

/**
 * Registers the tests. names: of the pages on which switches are tried. framed: of those that need the
 * extension's frame, which they may lose.
 */
export function expectFailPrivate(
  test: Test,
  withBroken: WithBroken,
  names: readonly string[],
  framed: readonly string[],
): void {
  test('the raw room shows in this camera, so a leak would be seen', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'none' });
    await page.goto(server.url('plain'));
    await startCall(page);
    await waitForPerson(page, 'far', 10);
    expect(await worstStripes(page, 'near')).toBeGreaterThan(2 * RAW);
    expect(await worstStripes(page, 'far')).toBeGreaterThan(2 * RAW);
  });

  for (const [name, effect] of Object.entries({ colour: GREEN, blur: BLUR, image: IMAGE })) {
    test(`no raw frame from the first one on (${name})`, async ({ veil, page, server }) => {
      await veil.setEffect(effect);
      await page.goto(server.url('plain'));
      await startCall(page);
      await waitForPerson(page, 'far', 20);
      await expectCovered(page);
    });
  }

  test('no raw frame while the effect changes in mid-call', async ({ veil, page, server }) => {
    await veil.setEffect(GREEN);
    await page.goto(server.url('plain'));
    await startCall(page);
    await waitForPerson(page, 'near', 5);
    for (const effect of [BLUR, IMAGE, GREEN, IMAGE, BLUR]) {
      await veil.setEffect(effect);
      await waitForPerson(page, 'near', 5);
    }
    await waitForPerson(page, 'far', 5);
    await expectCovered(page);
  });

  for (const name of names) {
    test(`off shows the room, on covers it again, with no raw frame after the switch (${name})`, async ({
      veil,
      page,
      server,
    }) => {
      await veil.setEffect(GREEN);
      await page.goto(server.url(name));
      await startCall(page);
      await waitForPerson(page, 'near', 5);
      const offFrom = await frameCount(page, 'near');
      await veil.set({ enabled: false, effect: GREEN });
      await waitForPerson(page, 'near', 15);
      expect(await worstStripes(page, 'near', offFrom)).toBeGreaterThan(2 * RAW);

      await veil.set({ enabled: true, effect: GREEN });
      const onFrom = await frameCount(page, 'near');
      await expect.poll(() => worstOfLast(page, 3)).toBeLessThan(RAW);
      await waitForPerson(page, 'near', 20);
      // The switch is on its way for some frames; once it has come, no raw frame follows.
      const raw = await page.evaluate(
        ([from, limit]) => window.call.near?.seen.slice(from).map(({ stripes }) => stripes > limit),
        [onFrom, RAW] as const,
      );
      const last = raw?.lastIndexOf(true) ?? Number.NaN;
      expect(raw?.slice(0, last + 1)).toEqual(Array(last + 1).fill(true));
      expect(last).toBeLessThan(10);
    });
  }

  test('no raw frame when the camera is stopped and asked for again', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(BLUR);
    await page.goto(server.url('plain'));
    for (let round = 0; round < 3; round++) {
      await startCall(page);
      await waitForPerson(page, 'far', 5);
      await expectCovered(page);
      await page.evaluate(() => window.call.stop());
    }
  });

  for (const name of framed) {
    test(`a page that removes the segmenter gets covered frames, then the person again (${name})`, async ({
      veil,
      page,
      server,
    }) => {
      await veil.setEffect(GREEN);
      await page.goto(server.url(name));
      await startCall(page);
      await waitForPerson(page, 'near', 5);
      const from = await frameCount(page, 'near');
      await page.evaluate(() => {
        for (const child of [...document.documentElement.children])
          if (child.tagName === 'DIV') child.remove();
      });
      await expect.poll(() => coveredSince(page, from)).toBeGreaterThan(0);
      await waitForPerson(page, 'far', 5);
      await expectCovered(page);
    });
  }

  test('a frame size that changes in mid-call keeps the room covered', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(GREEN);
    await page.goto(server.url('plain'));
    await startCall(page);
    await waitForPerson(page, 'near', 5);
    for (const [width, height] of [
      [320, 180],
      [321, 179],
      [240, 180],
      [640, 360],
    ] as const) {
      await page.evaluate(
        (size) => window.call.stream?.getVideoTracks()[0]?.applyConstraints(size),
        {
          width: { exact: width },
          height: { exact: height },
        },
      );
      await expect
        .poll(() => page.evaluate(() => window.call.near?.seen.at(-1)?.width))
        .toBe(width);
      await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
    }
    await waitForPerson(page, 'far', 2);
    await expectCovered(page);
  });

  test('a segmenter whose worker dies is replaced: covered frames, then the person again', async ({
    server,
  }) => {
    await withBroken(mortal, async (veil, page) => {
      await veil.setEffect(GREEN);
      await page.goto(server.url('no-wasm'));
      await startCall(page);
      await waitForPerson(page, 'near', 5);
      await expect.poll(() => coveredSince(page, 30), { timeout: 30_000 }).toBeGreaterThan(0);
      await waitForPerson(page, 'far', 5);
      await expectCovered(page);
    });
  });

  for (const [name, { reason, harm }] of Object.entries(BROKEN)) {
    test(`${name}: covered frames, and toolbar and status say why`, async ({ server }) => {
      await withBroken(harm, async (broken, page) => {
        await broken.setEffect(BLUR);
        await page.goto(server.url('plain'));
        await startCall(page);
        await expect.poll(async () => (await broken.status(page))[0]?.reason).toBe(reason);
        await expect.poll(() => broken.toolbarTitle(page)).toContain(faultSentence(reason));
        await expect.poll(() => frameCount(page, 'near')).toBeGreaterThan(30);
        expect(await peopleSeen(page)).toBe(0);
        await expectCovered(page);
        // Switched off, there is nothing wrong any more.
        await broken.set({ enabled: false, effect: BLUR });
        await expect.poll(() => broken.toolbarTitle(page)).toBe('Veil is off');
      });
    });
  }
}

/** No frame of the call so far shows the room, at either end. */
async function expectCovered(page: AnyPage): Promise<void> {
  for (const end of ['near', 'far'] satisfies End[])
    if ((await frameCount(page, end)) > 0)
      expect(await worstStripes(page, end), `${end}: the room's stripes`).toBeLessThan(RAW);
}

/** Frames since `from` on which nobody is to be seen. */
function coveredSince(page: AnyPage, from: number): Promise<number> {
  return page.evaluate(
    (first) => window.call.near?.seen.slice(first).filter((s) => s.number === null).length ?? 0,
    from,
  );
}

/** Frames on which somebody is to be seen. */
function peopleSeen(page: AnyPage): Promise<number> {
  return page.evaluate(
    () => window.call.near?.seen.filter(({ number }) => number !== null).length ?? 0,
  );
}

async function worstOfLast(page: AnyPage, count: number): Promise<number> {
  return worstStripes(page, 'near', (await frameCount(page, 'near')) - count);
}
