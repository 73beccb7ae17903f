/** What a site gets for a request that is wrong or refused is the browser's own error. */
import type { AnyPage, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';
import type { Server } from '../fixtures/server';

const REFUSALS = {
  'a camera that is denied': 'NotAllowedError',
  'no camera at all': 'NotFoundError',
} as const;

/** Why a browser gives no camera. */
export type Refusal = keyof typeof REFUSALS;

/** Registers the tests. askBoth: the question, in browsers of that kind with Veil and without. */
export function expectRefusals(
  test: Test,
  askBoth: (
    refusal: Refusal,
    server: Server,
    ask: (page: AnyPage) => Promise<string>,
  ) => Promise<{ readonly processed: string; readonly native: string }>,
): void {
  for (const [refusal, error] of Object.entries(REFUSALS) as [Refusal, string][]) {
    test(`${refusal} gives the browser's own error`, async ({ server }) => {
      const { processed, native } = await askBoth(refusal, server, askCamera);
      expect(native).toContain(`DOMException ${error}`);
      expect(processed).toBe(native);
    });
  }
}

const askCamera = (page: AnyPage) =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'a stream',
      (reason) => `${reason.constructor.name} ${reason.name}: ${reason.message}`,
    ),
  );

/** The shape of the entrances themselves. */
export const askEntrances = (page: AnyPage) =>
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
    })) {
      const constraints = { video } as MediaStreamConstraints;
      others[name] = await fail(media.getUserMedia(constraints));
      others[`${name}, with audio`] = await fail(
        media.getUserMedia({ audio: true, ...constraints }),
      );
    }
    // The browser itself ends a page that asks for one of these with a microphone.
    for (const source of ['screen', 'desktop', 'tab']) {
      others[source] = await fail(
        media.getUserMedia({ video: capture(source) as MediaTrackConstraints }),
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
