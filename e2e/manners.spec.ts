/**
 * Camera manners: what the site learns from a processed track is what it learns from the camera.
 * The native answers come from the same browser without Veil, on the same camera.
 */
import { askConstraints, askOthers, askTrack } from './expectations/manners';
import { askBoth } from './fixtures/natively';
import { withPage } from './fixtures/situation';
import { expect, test } from './fixtures/test';

test('a track answers as the camera does', async ({ bare, veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const processed = await askTrack(page);
  const native = await withPage(bare, server.url('plain'), askTrack);
  expect(native.settings.width).toBe(640);
  expect(processed).toEqual(native);
});

test('constraints of every kind are taken and refused as natively', async ({ server }) => {
  const options = { args: ['--use-fake-device-for-media-stream'] };
  const { processed, native } = await askBoth(server, options, askConstraints);
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

test('audio, devices and permissions are left alone', async ({ bare, veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  const withIt = await askOthers(page);
  const native = await withPage(bare, server.url('plain'), askOthers);
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
