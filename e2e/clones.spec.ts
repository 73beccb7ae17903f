/** A processed track and its clones: each has a life of its own, as the browser gives it. */
import type { Page } from 'playwright/test';
import { natively, withVeil } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';

/** A track, its clone and the clone's clone, each with something of its own. */
const askClones = (page: Page) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [first] = stream.getVideoTracks();
    if (!first) throw new Error('expected a video track');
    first.contentHint = 'detail';
    const second = first.clone();
    second.enabled = false;
    second.contentHint = 'motion';
    await second.applyConstraints({ width: { exact: 320 }, height: { exact: 180 } });
    const third = second.clone();
    third.enabled = true;
    const copied = stream.clone();
    const tracks = [first, second, third, ...copied.getVideoTracks()];

    const videos = tracks.map((track) => {
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = new MediaStream([track]);
      void video.play();
      return video;
    });
    const waitForWidth = async (index: number, width: number) => {
      while (videos[index]?.videoWidth !== width)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await waitForWidth(0, 640);
    await waitForWidth(1, 320);
    const look = () =>
      tracks.map((track, i) => ({
        enabled: track.enabled,
        hint: track.contentHint,
        state: track.readyState,
        constraints: track.getConstraints(),
        size: [track.getSettings().width, track.getSettings().height],
        shown: [videos[i]?.videoWidth, videos[i]?.videoHeight],
        label: track.label,
        text: String(track),
      }));
    await waitForWidth(3, 640);
    await waitForWidth(2, third.getSettings().width ?? 0);
    const before = look();

    await third.applyConstraints({ width: { exact: 160 } });
    await waitForWidth(2, 160);
    const after = look();
    first.stop();
    const kinds = copied.getTracks().map(({ kind }) => kind);
    second.stop();
    return {
      before,
      after,
      kinds,
      ids: new Set(tracks.map(({ id }) => id)).size,
      others: [stream.id === copied.id, stream.active, copied.active],
      states: tracks.map(({ readyState }) => readyState),
      ofEnded: first.clone().readyState,
    };
  });

test('each clone has constraints, size and state of its own', async ({ server }) => {
  const camera = await testCamera();
  const processed = await withVeil(server, { camera }, askClones);
  const native = await natively(server, { camera }, askClones);
  expect(processed).toEqual(native);
  expect(native.after.map(({ shown }) => shown[0])).toEqual([640, 320, 160, 640]);
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
  const processed = await withVeil(server, { camera }, askLoss);
  expect(processed).toEqual(await natively(server, { camera }, askLoss));
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
