/** Many calls, frames and tabs at once: all are processed, and each stops alone. */

import { alone } from '../fixtures/alone';
import type { AnyBrowser, AnyVeil, OwnPage, Test } from '../fixtures/any-browser';
import type { Evaluated } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import type { Server } from '../fixtures/server';
import {
  askFor,
  CAMERA,
  expectProcessed,
  type Look,
  note,
  RAW,
  sameAnswer,
  withPage,
} from '../fixtures/situation';

/** Registers the tests. between: what more is to be seen of three calls while they run. */
export function expectManyAtOnce(
  test: Test,
  between: (veil: AnyVeil, page: OwnPage) => Promise<void> = async () => undefined,
): void {
  alone(() => {
    test('three calls for one camera: each stops alone', async ({ bare, veil, server }) => {
      const url = server.make();
      // One after the other: how three loops share depends on what else the machine has to do.
      const native = await withPage(bare, url, async (page) => {
        const states = await askThrice(page, async () => undefined);
        for (const { stripes } of await looksOf(page)) expect(stripes).toBeGreaterThan(RAW);
        return states;
      });
      await veil.setEffect({ kind: 'color', color: '#00ff00' });
      await withPage(veil, url, async (page) => {
        const look = async () => {
          await expectProcessed(page);
          await between(veil, page);
        };
        expect(await askThrice(page, look)).toEqual(native);
        for (const { stripes } of await looksOf(page)) expect(stripes).toBeLessThan(RAW);
        await expect.poll(async () => (await veil.status(page)).length).toBe(0);
      });
      note('three calls for one camera', 'each stops alone', 'the same; one mask per frame');
    });
  });

  test('a page, its frame and another tab at once', async ({ bare, veil, server }) => {
    const native = await sameAnswer(bare, veil, (browser, look) =>
      askEverywhere(browser, server, look),
    );
    expect(native).toBe([CAMERA, CAMERA, CAMERA].join(', '));
    note('a page, its frame and another tab at once', CAMERA, 'the same, all processed');
  });
}

/** For each stream the page has looked at: frames so far, whether it has ended, and its worst stripes. */
const looksOf = (page: Evaluated) =>
  page.evaluate(() =>
    window.call.looks.map(({ seen, ended }) => ({
      frames: seen.length,
      ended,
      stripes: Math.max(...seen.map(({ stripes }) => stripes)),
    })),
  );

/** Waits until each of these streams has given more frames. */
export async function expectToGoOn(page: Evaluated, streams: readonly number[]): Promise<void> {
  const before = await looksOf(page);
  const goOn = async () => {
    const now = await looksOf(page);
    return streams.every((i) => (now[i]?.frames ?? 0) > (before[i]?.frames ?? 0) + 3);
  };
  await expect.poll(goOn, { intervals: [100] }).toBe(true);
}

/** Three calls for one camera, stopped one after the other. Gives the states as they go. */
async function askThrice(page: Evaluated, between: () => Promise<void>): Promise<string[][]> {
  await page.evaluate(async () => {
    window.streams = [];
    for (let i = 0; i < 3; i++) {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { width: 640, height: 360 },
      });
      window.streams.push(stream);
      window.call.watch(stream);
    }
  });
  await expectToGoOn(page, [0, 1, 2]);
  await between();
  const states = [];
  for (const left of [[1, 2], [2], []]) {
    states.push(
      await page.evaluate((stop) => {
        for (const track of window.streams[stop]?.getTracks() ?? []) track.stop();
        return window.streams.map((stream) =>
          stream
            .getTracks()
            .map((t) => t.readyState)
            .join(),
        );
      }, 2 - left.length),
    );
    await expectToGoOn(page, left);
  }
  return states;
}

/** A page with a frame, and a second tab: gives the answers, when all three run at once. */
async function askEverywhere(browser: AnyBrowser, server: Server, look: Look): Promise<string> {
  const [page, tab] = [await browser.newPage(), await browser.newPage()];
  try {
    await page.goto(server.make());
    await tab.goto(server.make());
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      frame.allow = 'camera';
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.onload = resolve;
      });
    }, server.make());
    // Veil has no frame there yet.
    const frame = page.frames().find((each) => each !== page.mainFrame());
    if (!frame) throw new Error('expected a frame');
    const answers = await Promise.all([page, frame, tab].map((place) => askFor(place)));
    // Not in every browser a hidden tab is told of pictures.
    await tab.bringToFront();
    await look(tab);
    await page.bringToFront();
    await look(page);
    await look(frame);
    // One after the other goes; the rest stay.
    await frame.evaluate(() => window.call.stop());
    await look(page);
    await page.close();
    await tab.bringToFront();
    await look(tab);
    return answers.join(', ');
  } finally {
    await page.close().catch(() => undefined);
    await tab.close();
  }
}

declare global {
  interface Window {
    streams: MediaStream[];
  }
}
