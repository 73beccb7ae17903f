/** A processed track and its clones: each has a life of its own, as the browser gives it. */
import type { Page } from 'playwright/test';
import { askClones } from './expectations/clones';
import { alone } from './fixtures/alone';
import { askBoth } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';

alone(() => {
  test('each clone has constraints, size and state of its own', async ({ server }) => {
    const camera = await testCamera();
    const { processed, native } = await askBoth(server, { camera }, askClones);
    expect(processed).toEqual(native);
    expect(native.after.map(({ shown }) => shown[0])).toEqual([640, 320, 160, 640]);
  });
});

/** Events of a track and its clone when the browser takes the camera away. */
const askLoss = async (page: Page) => {
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    const events: string[] = [];
    for (const [name, each] of Object.entries({ track, clone: track.clone() })) {
      for (const type of ['ended', 'mute', 'unmute'])
        each.addEventListener(type, ({ isTrusted, target }) =>
          events.push(`${name} ${type} ${isTrusted} ${target === each} ${each.readyState}`),
        );
    }
    stream.addEventListener('inactive', () => events.push('inactive'));
    Object.assign(window, { events });
  });
  await page.waitForTimeout(1000);
  const session = await page.context().newCDPSession(page);
  await session.send('Browser.setPermission', {
    permission: { name: 'camera' },
    setting: 'denied',
    origin: new URL(page.url()).origin,
  });
  const events = () => page.evaluate(() => (window as unknown as { events: string[] }).events);
  await expect.poll(async () => (await events()).length).toBe(3);
  return (await events()).toSorted();
};

test('a camera that goes ends its tracks, and they say so', async ({ server }) => {
  const camera = await testCamera();
  const { processed, native } = await askBoth(server, { camera }, askLoss);
  expect(processed).toEqual(native);
});

test('the camera runs until the last clone has been stopped', async ({ veil, page, server }) => {
  await page.goto(server.url('plain'));
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    Object.assign(window, { tracks: [track, track.clone(), ...stream.clone().getVideoTracks()] });
  });
  const live = async () => (await veil.status(page)).length;
  for (let left = 3; left > 0; left--) {
    await expect.poll(live).toBe(left);
    await page.evaluate((index) => {
      const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
      tracks[index]?.stop();
      tracks[index]?.stop(); // Twice counts once.
    }, left - 1);
  }
  await expect.poll(live).toBe(0);
});

test('mute and unmute of the camera are told by the track', async ({ page, server }) => {
  await page.goto(server.url('plain'));
  const told = await page.evaluate(async () => {
    // No browser mutes a test camera: the event is sent by hand, to the camera that the swap removes.
    const { removeTrack } = MediaStream.prototype;
    let camera: MediaStreamTrack | undefined;
    MediaStream.prototype.removeTrack = function (track) {
      camera = track;
      removeTrack.call(this, track);
    };
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    MediaStream.prototype.removeTrack = removeTrack;
    const [track] = stream.getVideoTracks();
    const heard: string[] = [];
    if (track) track.onmute = () => heard.push('onmute');
    track?.addEventListener('unmute', ({ type }) => heard.push(type));
    camera?.dispatchEvent(new Event('mute'));
    camera?.dispatchEvent(new Event('unmute'));
    for (const each of stream.getTracks()) each.stop();
    return { heard, muted: track?.muted };
  });
  expect(told).toEqual({ heard: ['onmute', 'unmute'], muted: false });
});
