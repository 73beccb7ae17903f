/**
 * Camera manners: what the site learns from a processed track is what it learns from the camera.
 * The native answers come from the same browser without Veil, on the same camera.
 */
import type { Page } from 'playwright/test';
import { natively, withVeil } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';

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
    const thrown = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return (error as Error).name;
      }
    };
    const changes: string[] = [];
    for (const type of ['active', 'inactive', 'addtrack', 'removetrack'])
      stream.addEventListener(type, () => changes.push(type));
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
      stats: String((track as unknown as { stats: unknown }).stats),
      handle: (track as unknown as { getCaptureHandle?(): unknown }).getCaptureHandle?.(),
      active: stream.active,
      found: stream.getTrackById(track.id) === track,
      idLength: track.id.length,
      cloned: thrown(() => structuredClone(track)),
      transferred: thrown(() => structuredClone(track, { transfer: [track as never] })),
      posted: thrown(() => new MessageChannel().port1.postMessage(track)),
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
      changes,
    };
    for (const each of stream.getTracks()) each.stop();
    return { ...answers, stateAfterStop: track.readyState };
  });

test('a track answers as the camera does', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const processed = await askTrack(page);
  const native = await natively(server, { camera: await testCamera() }, askTrack);
  expect(native.settings.width).toBe(640);
  expect(processed).toEqual(native);
});

/** Constraints of every kind that the browser's own test camera knows, and what they lead to. */
const askConstraints = (page: Page) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { pan: true, tilt: true, zoom: true } as object,
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const settled: unknown[] = [];
    const range = (name: string) =>
      (track.getCapabilities() as Record<string, { max?: number } | undefined>)[name]?.max;
    for (const constraints of [
      { width: 320, height: 240 },
      { width: { exact: 640 }, height: { exact: 360 } },
      { aspectRatio: { exact: 1 } },
      { aspectRatio: { exact: 1e6 } },
      { frameRate: { max: 10 } },
      { frameRate: { min: 1000 } },
      { facingMode: 'user' },
      { facingMode: { exact: 'environment' } },
      { deviceId: { exact: 'another' } },
      { groupId: { exact: 'another' } },
      { resizeMode: { exact: 'crop-and-scale' } },
      { resizeMode: { exact: 'none at all' } },
      { advanced: [{ zoom: range('zoom') }] },
      { advanced: [{ pan: 1e9 }] },
      { tilt: { exact: 1e9 } },
      { advanced: [{ torch: true }] },
      { advanced: [{ exposureTime: range('exposureTime') }] },
      { exposureTime: { min: 1e9 } },
      { advanced: [{ focusMode: 'single-shot' }] },
      { width: 'wide' },
      {},
    ] as MediaTrackConstraints[]) {
      const outcome = await track.applyConstraints(constraints).then(
        () => 'applied',
        ({ name, constraint, message }) => ({ name, constraint, message }),
      );
      const { deviceId: _d, groupId: _g, ...settings } = track.getSettings();
      settled.push({ constraints, outcome, settings, kept: track.getConstraints() });
    }
    return settled;
  });

test('constraints of every kind are taken and refused as natively', async ({ server }) => {
  const options = { args: ['--use-fake-device-for-media-stream'] };
  const processed = await withVeil(server, options, askConstraints);
  const native = await natively(server, options, askConstraints);
  expect(processed).toEqual(native);
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

/** What has nothing to do with the picture. */
const askOthers = (page: Page) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [audio] = stream.getAudioTracks();
    const { deviceId: _d, groupId: _g, ...settings } = audio?.getSettings() ?? {};
    const devices = await navigator.mediaDevices.enumerateDevices();
    const states = [];
    for (const name of ['camera', 'microphone']) {
      states.push((await navigator.permissions.query({ name } as PermissionDescriptor)).state);
    }
    return {
      settings,
      constraints: audio?.getConstraints(),
      label: audio?.label,
      cloneLabel: audio?.clone().label,
      muted: audio?.muted,
      devices: devices.map(({ kind, label }) => ({ kind, label })),
      states,
      supported: navigator.mediaDevices.getSupportedConstraints(),
      onChange: navigator.mediaDevices.ondevicechange,
      remote: new RTCPeerConnection().addTransceiver('video').receiver.track.getSettings(),
    };
  });

test('audio, devices and permissions are left alone', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const withIt = await askOthers(page);
  const native = await natively(server, { camera: await testCamera() }, askOthers);
  expect(native.devices.length).toBeGreaterThan(1);
  expect({ ...withIt, remote: 0 }).toEqual({ ...native, remote: 0 });
  expect(Object.keys(withIt.remote)).toEqual(Object.keys(native.remote));
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
