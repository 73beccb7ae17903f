/**
 * Changes in mid-call: what the site or the user does while a camera runs. Each is tried in the same
 * browser without Veil as well. Every frame of every stream is looked at.
 */

import type { OwnPage, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';
import {
  askFor,
  CAMERA,
  expectProcessed,
  type Look,
  note,
  RAW,
  sameAnswer,
  travel,
  withPage,
} from '../fixtures/situation';

/** Something that happens in a call; gives what the site can tell of it. */
export type Change = (page: OwnPage) => Promise<unknown>;

const CHANGES: Record<string, Change> = {
  'another camera, then the old track stopped': (page) =>
    page.evaluate(async () => {
      const old = window.call.stream;
      const next = await navigator.mediaDevices.getUserMedia({
        video: { width: 640, height: 360, frameRate: 20 },
      });
      window.call.watch(next);
      for (const track of old?.getTracks() ?? []) track.stop();
      return [old, next].map((stream) => stream?.getTracks().map((track) => track.readyState));
    }),
  'the old track stopped, then another camera': (page) =>
    page.evaluate(async () => {
      const old = window.call.stream;
      for (const track of old?.getTracks() ?? []) track.stop();
      const next = await navigator.mediaDevices.getUserMedia({
        video: { width: 640, height: 360, frameRate: 20 },
      });
      window.call.watch(next);
      return [old, next].map((stream) => stream?.getTracks().map((track) => track.readyState));
    }),
  'muted and unmuted by the site': (page) =>
    page.evaluate(async () => {
      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const [track] = window.call.stream?.getVideoTracks() ?? [];
      const { near } = window.call;
      if (!track || !near) throw new Error('expected a track');
      /** Which pictures come now; those on their way at the switch are left out. */
      const pictures = async () => {
        const first = near.seen.length;
        await sleep(1500);
        // With the one that is shown: a picture that stays need not come again.
        return near.seen
          .slice(first - 1)
          .map(({ number, color }) =>
            number !== null ? 'person' : Math.max(...color) < 20 ? 'black' : 'other',
          );
      };
      track.enabled = false;
      await sleep(500);
      const muted = [...new Set(await pictures())];
      track.enabled = true;
      // Black ones may still come, then the person: never a covered one, and none of the room.
      const after = await pictures();
      return { muted, others: after.filter((each) => each === 'other'), last: after.at(-1) };
    }),
};

/** Registers the tests. more: changes that only this browser's driver can bring about. */
export function expectMidCall(test: Test, more: Readonly<Record<string, Change>> = {}): void {
  for (const [name, change] of Object.entries({ ...CHANGES, ...more })) {
    test(name, async ({ bare, veil, server }) => {
      const native = await sameAnswer(bare, veil, (browser, look) =>
        withPage(browser, server.make(), (page) => goThrough(page, change, look)),
      );
      note(name, native, 'the same, processed all the time');
    });
  }

  test('a page that is left in mid-call, come back to, and loaded anew', async ({
    bare,
    veil,
    server,
  }) => {
    const [from, to] = [server.make(), server.make()];
    const native = await sameAnswer(bare, veil, (browser, look) =>
      withPage(browser, from, async (page) => {
        const answers = [];
        for (const go of [
          () => undefined,
          () => travel(page, `location.assign(${JSON.stringify(to)})`, to),
          () => travel(page, 'history.back()', from),
          () => page.reload(),
        ]) {
          await go();
          answers.push(await askFor(page));
          await look(page);
        }
        return answers.join(', ');
      }),
    );
    expect(native).toBe(Array(4).fill(CAMERA).join(', '));
    note(
      'a page that is left in mid-call, come back to, and loaded anew',
      CAMERA,
      'the same, processed',
    );
  });
}

/** A call in which something changes, and which goes on after it. Gives what is told of it, as JSON. */
async function goThrough(page: OwnPage, change: Change, look: Look): Promise<string> {
  expect(await askFor(page)).toBe(CAMERA);
  await look(page);
  const told = await change(page);
  await look(page);
  if (look === expectProcessed) {
    const worst = await page.evaluate(() =>
      window.call.looks.map(({ seen }) => Math.max(...seen.map(({ stripes }) => stripes))),
    );
    for (const each of worst) expect(each).toBeLessThan(RAW);
  }
  return JSON.stringify(told);
}
