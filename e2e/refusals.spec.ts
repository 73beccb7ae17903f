/** What a site gets for a wrong request is the browser's own error; the entrances look like its own. */
import type { Page } from 'playwright/test';
import { natively } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type VeilOptions } from './fixtures/veil';

/** The shape of the entrances themselves. */
const askEntrances = (page: Page) =>
  page.evaluate(async () => {
    const shape = (prototype: object, name: string) => {
      const { value, ...descriptor } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
      return {
        ...descriptor,
        name: value?.name,
        length: value?.length,
        hasPrototype: value && 'prototype' in value,
      };
    };
    const media = navigator.mediaDevices;
    const fail = async (promise: Promise<unknown>) => {
      try {
        await promise;
        return 'no error';
      } catch (error) {
        return `${(error as Error).constructor.name} ${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    const legacy = navigator as unknown as Record<string, (...args: unknown[]) => unknown>;
    const thrown = (run: () => unknown) => {
      try {
        run();
        return 'no error';
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    /** What the browser reads of the site's object, in which order. */
    const read: string[] = [];
    const telling = {
      get audio() {
        read.push('audio');
        return false;
      },
      get video() {
        read.push('video');
        return { width: { exact: 99_999 } };
      },
    };
    const mine = () => {
      throw new RangeError('mine');
    };
    const capture = (source: string) => ({
      mandatory: { chromeMediaSource: source, chromeMediaSourceId: 'none' },
    });
    const others: Record<string, string> = { telling: await fail(media.getUserMedia(telling)) };
    for (const [name, video] of Object.entries({
      noSize: { width: { exact: Number.NaN } },
      emptyRange: { width: { min: 5, max: 4 } },
      noRate: { frameRate: 'fast' },
      noFacing: { facingMode: { exact: 'left' } },
      noGroup: { groupId: { exact: 'none' } },
      noMode: { resizeMode: { exact: 'none at all' } },
      noPan: { pan: { exact: 1e9 } },
      legacySize: { mandatory: { minWidth: 99_999 } },
      throwing: Object.defineProperty({}, 'width', { get: mine, enumerable: true }),
      screen: capture('screen'),
      window: capture('desktop'),
      tab: capture('tab'),
    })) {
      const constraints = { video } as MediaStreamConstraints;
      others[name] = await fail(media.getUserMedia(constraints));
      others[`${name}, with audio`] = await fail(
        media.getUserMedia({ audio: true, ...constraints }),
      );
    }
    const got = () => 'never called';
    for (const [name, list] of Object.entries<unknown[]>({
      one: [{}],
      two: [{}, got],
      empty: [{}, got, got],
      noSuccess: [{ video: true }, null, got],
      noFailure: [{ video: true }, got, null],
      noConstraints: [5, got, got],
      throwing: [Object.defineProperty({}, 'video', { get: mine, enumerable: true }), got, got],
    })) {
      others[`legacy ${name}`] = thrown(() =>
        legacy['webkitGetUserMedia']?.call(navigator, ...list),
      );
    }
    return {
      getUserMedia: shape(MediaDevices.prototype, 'getUserMedia'),
      webkitGetUserMedia: shape(Navigator.prototype, 'webkitGetUserMedia'),
      getSettings: shape(MediaStreamTrack.prototype, 'getSettings'),
      nothing: await fail(media.getUserMedia()),
      empty: await fail(media.getUserMedia({})),
      neither: await fail(media.getUserMedia({ audio: false, video: false })),
      noObject: await fail(media.getUserMedia(7 as unknown as MediaStreamConstraints)),
      noDevice: await fail(media.getUserMedia({ video: { deviceId: { exact: 'none' } } })),
      tooLarge: await fail(media.getUserMedia({ video: { width: { exact: 99_999 } } })),
      read,
      ...others,
      noReceiver: await fail(MediaDevices.prototype.getUserMedia.call({} as MediaDevices)),
      legacyNothing: thrown(() => legacy['webkitGetUserMedia']?.()),
      legacyNoCallback: thrown(() => legacy['webkitGetUserMedia']?.({ video: true })),
      legacyNumber: thrown(() => legacy['webkitGetUserMedia']?.({ video: true }, 1, 2)),
    };
  });

test('the entrances look and fail as the native ones', async ({ page, server }) => {
  await page.goto(server.url('plain'));
  await page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }));
  const patched = await askEntrances(page);
  const native = await natively(server, { camera: await testCamera() }, async (plain) => {
    await plain.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }));
    return askEntrances(plain);
  });
  expect(patched).toEqual(native);
});

const REFUSALS: Record<string, { readonly options: VeilOptions; readonly error: string }> = {
  'a camera that is denied': {
    options: {
      args: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
      prompts: 'real',
    },
    error: 'NotAllowedError',
  },
  'no camera at all': { options: {}, error: 'NotFoundError' },
};

for (const [name, { options, error }] of Object.entries(REFUSALS)) {
  test(`${name} gives the browser's own error`, async ({ server }) => {
    const ask = (page: Page) =>
      page.evaluate(() =>
        navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'a stream',
          (reason) => `${reason.constructor.name} ${reason.name}: ${reason.message}`,
        ),
      );
    const native = await natively(server, options, ask);
    expect(native).toContain(`DOMException ${error}`);
    const veil = await launchVeil(options);
    try {
      const page = await veil.context.newPage();
      await page.goto(server.url('plain'));
      expect(await ask(page)).toBe(native);
    } finally {
      await veil.close();
    }
  });
}
