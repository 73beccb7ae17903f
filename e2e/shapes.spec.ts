/** Frames of every shape and size: each gets the model of its own shape, and its person whole. */
import { alone } from './fixtures/alone';
import { frameCount, waitForPerson, worstStripes } from './fixtures/call';
import { personIoU } from './fixtures/matte';
import { askFor, CAMERA, note, RAW } from './fixtures/situation';
import { expect, LOOK, test, testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

const GREEN = [0, 255, 0] as const;
/** Frames of each camera file, which takes its time to draw. */
const HALF_A_SECOND = 15;

for (const [width, height, variant] of [
  [360, 640, 'general-208x368'],
  [640, 480, 'general-320x240'],
  [480, 640, 'general-240x320'],
  [1280, 720, 'general-368x208'],
] as const) {
  test(`a camera of ${width}x${height}`, async ({ server }) => {
    const veil = await launchVeil({ camera: await testCamera({ width, height }, HALF_A_SECOND) });
    try {
      // A busy machine must not choose another model meanwhile.
      await veil.set({ effect: { kind: 'color', color: '#00ff00' }, quality: 'high' });
      const page = await veil.context.newPage();
      await page.goto(server.url('plain'));
      await page.evaluate(() => window.call.open());
      await waitForPerson(page, 'near', 5);
      expect(await worstStripes(page, 'near')).toBeLessThan(30);
      expect((await veil.status(page))[0]).toMatchObject({
        state: 'running',
        variant,
        width,
        height,
      });
      const grabbed = await page.evaluate(() => window.call.near?.grab());
      if (!grabbed) throw new Error('expected a frame');
      expect(grabbed).toMatchObject({ width, height });
      expect(await personIoU(grabbed, LOOK, GREEN)).toBeGreaterThanOrEqual(0.95);
    } finally {
      await veil.close();
    }
  });
}

test('a camera of 160x120', async ({ server }) => {
  const veil = await launchVeil({
    camera: await testCamera({ width: 160, height: 120 }, HALF_A_SECOND),
  });
  try {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    const page = await veil.context.newPage();
    await page.goto(server.url('plain'));
    await page.evaluate(() => window.call.open());
    // Too small for the badge to be read: the track itself says when the person is shown.
    await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
    const seen = await page.evaluate(() => window.call.near?.seen ?? []);
    for (const { color } of seen) expect(color[1]).toBeGreaterThan(200);
  } finally {
    await veil.close();
  }
});

/** Sizes at the ends of what cameras give: frames of the camera file, and what the site asks of them. */
const EXTREMES = [
  {
    camera: { width: 1280, height: 720 },
    frames: HALF_A_SECOND,
    asked: { width: 641, height: 359 },
  },
  // A frame of this size takes seconds to draw.
  { camera: { width: 3840, height: 2160 }, frames: 1, asked: { width: 3840, height: 2160 } },
] as const;

alone(() => {
  for (const { camera, frames, asked } of EXTREMES) {
    const name = `frames of ${asked.width}x${asked.height}`;
    test(name, async ({ server }) => {
      test.setTimeout(180_000);
      const path = await testCamera(camera, frames);
      const ask = `() => navigator.mediaDevices.getUserMedia({ video: {
      width: { exact: ${asked.width} }, height: { exact: ${asked.height} } } })`;
      const expectFrames = async (extension: null | undefined) => {
        const veil = await launchVeil({ camera: path, ...(extension === null && { extension }) });
        try {
          if (extension !== null) await veil.setEffect({ kind: 'color', color: '#00ff00' });
          const page = await veil.context.newPage();
          await page.goto(server.make());
          expect(await askFor(page, ask as unknown as () => Promise<MediaStream>)).toBe(CAMERA);
          const settings = await page.evaluate(() =>
            window.call.stream?.getVideoTracks()[0]?.getSettings(),
          );
          expect(settings).toMatchObject(asked);
          // The browser gives no RGBA of a camera frame of odd size.
          if (extension === null && asked.width % 2 === 1) return;
          if (extension !== null)
            await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
          // The badge cannot be read at every size.
          const before = await frameCount(page, 'near');
          await expect.poll(() => frameCount(page, 'near')).toBeGreaterThan(before + 5);
          const stripes = await worstStripes(page, 'near');
          if (extension === null) expect(stripes).toBeGreaterThan(2 * RAW);
          else expect(stripes).toBeLessThan(RAW);
          const seen = await page.evaluate(() => window.call.near?.seen ?? []);
          for (const { width, height } of seen) expect({ width, height }).toEqual(asked);
        } finally {
          await veil.close();
        }
      };
      await Promise.all([expectFrames(null), expectFrames(undefined)]);
      note(name, CAMERA, 'the same, processed');
    });
  }
});

alone(() => {
  for (const rate of [5, 60]) {
    test(`a camera of ${rate} frames per second`, async ({ server }) => {
      /** Median time between two frames, ms. */
      const intervalOf = async (extension: null | undefined) => {
        const veil = await launchVeil({
          args: [`--use-fake-device-for-media-stream=fps=${rate}`],
          ...(extension === null && { extension }),
        });
        try {
          if (extension !== null) await veil.setEffect({ kind: 'color', color: '#0000ff' });
          const page = await veil.context.newPage();
          await page.goto(server.make());
          expect(await askFor(page)).toBe(CAMERA);
          if (extension !== null)
            await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
          const first = await page.evaluate(() => window.call.near?.seen.length ?? 0);
          await page.waitForTimeout(Math.max(2000, 20_000 / rate));
          const times = await page.evaluate(
            (from) => window.call.near?.seen.slice(from).map(({ timestamp }) => timestamp) ?? [],
            first,
          );
          const gaps = times.slice(1).map((time, i) => (time - (times[i] as number)) / 1000);
          return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number;
        } finally {
          await veil.close();
        }
      };
      const [native, withVeil] = await Promise.all([intervalOf(null), intervalOf(undefined)]);
      console.log(
        `${rate} fps: every ${native.toFixed(1)} ms, with Veil ${withVeil.toFixed(1)} ms`,
      );
      expect(withVeil / native).toBeLessThan(1.5);
      note(`a camera of ${rate} frames per second`, CAMERA, 'the same rate');
    });
  }
});
