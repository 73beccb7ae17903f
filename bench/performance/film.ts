/** A film of the user's own, for a row of the table. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { launchVeil } from '../../e2e/fixtures/veil';

const SIZE = { width: 1280, height: 720 } as const;
/** Two seconds. */
const FRAMES = 50;
const DELAY_MS = 40;

/** Adds the film on the page of settings, which chooses it, and waits until it is kept. */
export async function addFilm(veil: Awaited<ReturnType<typeof launchVeil>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'veil-film-'));
  const options = await veil.openOptions();
  try {
    const path = join(folder, 'waves.gif');
    await writeWaves(path);
    await options.upload(path);
    await options.locator('.picture-card .film').waitFor({ timeout: 120_000 });
  } finally {
    await options.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waves that go over the whole picture: every block of every frame is another. */
async function writeWaves(path: string): Promise<void> {
  const { width, height } = SIZE;
  const pixels = new Uint8Array(3 * width * height * FRAMES);
  let at = 0;
  for (let frame = 0; frame < FRAMES; frame++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const wave = Math.sin(x / 37 + (2 * Math.PI * frame) / FRAMES) + Math.sin(y / 23 + x / 90);
        pixels[at++] = 90 + 20 * wave;
        pixels[at++] = 120 + 30 * wave;
        pixels[at++] = 150 + 40 * wave;
      }
  await sharp(pixels, {
    raw: { width, height: height * FRAMES, channels: 3, pageHeight: height },
    limitInputPixels: false,
  })
    .gif({ delay: Array.from({ length: FRAMES }, () => DELAY_MS), effort: 1 })
    .toFile(path);
}
