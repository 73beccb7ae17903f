/**
 * Camera manners: what the site learns from a processed track is what it learns from the camera.
 * The native answers come from the same browser without Veil, on the same camera.
 */
import type { Page } from 'playwright/test';
import type { Server } from './fixtures/server';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type VeilOptions } from './fixtures/veil';

const WITHOUT_VEIL: VeilOptions = { extension: null };

/** Runs the same questions without Veil. */
async function natively<T>(
  server: Server,
  options: VeilOptions,
  ask: (page: Page) => Promise<T>,
): Promise<T> {
  const plain = await launchVeil({ ...WITHOUT_VEIL, ...options });
  try {
    const page = await plain.context.newPage();
    await page.goto(server.url('plain'));
    return await ask(page);
  } finally {
    await plain.close();
  }
}

/** Everything a site can read off the camera track at once, before any frame has come. */
const askTrack = (page: Page) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: { ideal: 640 }, frameRate: { ideal: 30, max: 60 } },
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    const { deviceId, groupId, ...settings } = track.getSettings();
    const { deviceId: _d, groupId: _g, ...capabilities } = track.getCapabilities();
    const devices = await navigator.mediaDevices.enumerateDevices();
    const refused = (constraints: MediaTrackConstraints) =>
      track.applyConstraints(constraints).then(
        () => 'applied',
        (error) => `${error.name} ${error.constraint} ${error.message}`,
      );
    const answers = {
      settings,
      deviceIsListed: devices.some((device) => device.deviceId === deviceId),
      groupIsListed: devices.some((device) => device.groupId === groupId),
      labelIsListed: devices.some((device) => device.label === track.label),
      capabilities,
      constraints: track.getConstraints(),
      label: track.label,
      kind: track.kind,
      enabled: track.enabled,
      muted: track.muted,
      readyState: track.readyState,
      contentHint: track.contentHint,
      text: String(track),
      isTrack: track instanceof MediaStreamTrack,
      className: track.constructor.name,
      ownNames: Object.getOwnPropertyNames(track),
      order: stream.getTracks().map(({ kind }) => kind),
      tooLarge: await refused({ width: { exact: 99_999 } }),
      noNumber: await refused({ width: { exact: 'wide' as unknown as number } }),
      applied: await refused({ frameRate: { ideal: 15 } }),
      constraintsAfter: track.getConstraints(),
      cloneLabel: track.clone().label,
      streamCloneLabel: stream.clone().getVideoTracks()[0]?.label,
    };
    for (const each of stream.getTracks()) each.stop();
    return { ...answers, stateAfterStop: track.readyState };
  });

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
      noReceiver: await fail(MediaDevices.prototype.getUserMedia.call({} as MediaDevices)),
      legacyNothing: thrown(() => legacy['webkitGetUserMedia']?.()),
      legacyNoCallback: thrown(() => legacy['webkitGetUserMedia']?.({ video: true })),
      legacyNumber: thrown(() => legacy['webkitGetUserMedia']?.({ video: true }, 1, 2)),
    };
  });

test('a track answers as the camera does', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const processed = await askTrack(page);
  const native = await natively(server, { camera: await testCamera() }, askTrack);
  expect(native.settings.width).toBe(640);
  expect(processed).toEqual(native);
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

test('the camera runs until the last clone has been stopped', async ({ veil, page, server }) => {
  await page.goto(server.url('plain'));
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    Object.assign(window, { tracks: [track, track.clone(), ...stream.clone().getVideoTracks()] });
  });
  const live = async () => (await veil.status(page)).length;
  for (let stopped = 0; stopped < 3; stopped++) {
    await expect.poll(live).toBe(1);
    await page.evaluate((index) => {
      const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
      tracks[index]?.stop();
      tracks[index]?.stop(); // Twice counts once.
    }, stopped);
  }
  await expect.poll(live).toBe(0);
});

test('a disabled track is black while its clone goes on', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const brightness = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    const clone = track.clone();
    track.enabled = false;
    const look = async (each: MediaStreamTrack) => {
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = new MediaStream([each]);
      await video.play();
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      const context = new OffscreenCanvas(4, 4).getContext('2d');
      context?.drawImage(video, 0, 0, 4, 4);
      return context?.getImageData(0, 0, 1, 1).data[1];
    };
    return { track: await look(track), clone: await look(clone) };
  });
  expect(brightness.track).toBeLessThan(20);
  expect(brightness.clone).toBeGreaterThan(200);
});

test('the legacy entrance is covered too', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  await page.evaluate(async () => {
    type Legacy = (
      constraints: object,
      success: (stream: MediaStream) => void,
      failure: (error: unknown) => void,
    ) => void;
    const { webkitGetUserMedia: legacy } = navigator as unknown as { webkitGetUserMedia: Legacy };
    const stream = await new Promise<MediaStream>((resolve, reject) =>
      legacy.call(navigator, { video: true }, resolve, reject),
    );
    Object.assign(window, { legacyTrack: stream.getVideoTracks()[0] });
  });
  await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
});

test('audio and screen capture pass untouched', async ({ veil, page, server }) => {
  await page.goto(server.url('plain'));
  const answers = await page.evaluate(async () => {
    const audio = await navigator.mediaDevices.getUserMedia({ audio: true });
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: true });
    const [shared] = screen.getVideoTracks();
    return {
      audio: audio.getTracks().map(({ kind, readyState }) => `${kind} ${readyState}`),
      screen: shared?.getSettings().displaySurface,
    };
  });
  expect(answers.audio).toEqual(['audio live']);
  expect(answers.screen).toBeTruthy();
  expect(await veil.status(page)).toEqual([]);
});

test('a camera asked for under the name of a screen is processed', async ({
  veil,
  page,
  server,
}) => {
  await page.goto(server.url('plain'));
  // Only Firefox knows `mediaSource`: Chromium ignores it and gives a camera.
  await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: { mediaSource: 'screen' } as object }),
  );
  await expect.poll(async () => (await veil.status(page)).length).toBe(1);
});
