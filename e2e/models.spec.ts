/**
 * Every size of the model loads and runs in the built extension, in both engines: they agree, and
 * find the drawn presenter.
 */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { writeModel } from '../models/build';
import { addMetadata } from '../models/metadata';
import { readSource } from '../models/source';
import { frameTruth } from '../presenter/camera-file';
import { ENGINE_NAMES, type EngineName } from '../src/shared/engine-name';
import { MODEL_VARIANTS } from '../src/shared/model-variants';
import { withBrokenVeil } from './fixtures/broken-veil';
import { maskOf, openSegmenter, rememberEngine } from './fixtures/segmenter';
import { expect, LOOK, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

/** Has been told of LiteRT, and loads it once for all tests. */
let lite: Page;

test.beforeAll(async ({ veil }) => {
  lite = await veil.context.newPage();
  await rememberEngine(veil, 'litert');
  await openSegmenter(veil, lite);
  await rememberEngine(veil, null);
});

test.afterAll(() => lite.close());

for (const [variant, { width, height }] of MODEL_VARIANTS) {
  test(`${variant} finds the presenter`, async ({ veil, page }) => {
    // In the shape of the input, so that nothing is stretched.
    const size = { width: width * 2, height: height * 2 };
    const truth = await frameTruth(LOOK, 10, size);
    const pixels = await sharp(truth.picture, { raw: { ...size, channels: 4 } })
      .resize(width, height, { fit: 'fill' })
      .raw()
      .toBuffer();
    const matte = await sharp(truth.matte, { raw: { ...size, channels: 1 } })
      .resize(width, height, { fit: 'fill' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();

    await openSegmenter(veil, page);
    const found = await maskOf(page, variant, pixels);
    const foundByLite = await maskOf(lite, variant, pixels);

    expect(found).toHaveLength(width * height);
    expect(intersectionOverUnion(found, matte)).toBeGreaterThan(0.9);
    expect(foundByLite).toHaveLength(width * height);
    expect(largestDifference(found, foundByLite)).toBeLessThanOrEqual(1);
  });
}

test('one segmenter serves frames of two shapes', async ({ veil, page }) => {
  await openSegmenter(veil, page);
  for (const segmenter of [page, lite]) {
    for (const [variant, area] of [
      ['general-320x176', 320 * 176],
      ['general-176x320', 176 * 320],
      ['general-272x208', 272 * 208],
      ['general-320x176', 320 * 176],
    ] as const) {
      expect(await maskOf(segmenter, variant, Buffer.alloc(area * 4))).toHaveLength(area);
    }
  }
});

test('the network makes the masks of the one it was built from', async ({ veil }) => {
  const pictures = await Promise.all(
    [10, 40].map(async (frame) => {
      const size = { width: 320, height: 176 };
      return (await frameTruth(LOOK, frame, size)).picture;
    }),
  );
  const masks = async (veil: Veil, engine: EngineName) => {
    await rememberEngine(veil, engine);
    const page = await veil.context.newPage();
    await openSegmenter(veil, page);
    const made: Buffer[] = [];
    for (const picture of pictures) made.push(await maskOf(page, 'general-320x176', picture));
    return made;
  };
  const original = async (folder: string) => {
    await writeModel(join(folder, 'models'), addMetadata(await readSource('general')));
  };
  await withBrokenVeil(original, async (source) => {
    for (const engine of ENGINE_NAMES) {
      const [expected, found] = [await masks(source, engine), await masks(veil, engine)];
      for (const [i, mask] of found.entries())
        expect(largestDifference(mask, expected[i] as Buffer)).toBeLessThanOrEqual(1);
    }
  });
});

/** Of two masks cut at one half, 0..1. */
function intersectionOverUnion(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [(a[i] as number) >= 128, (b[i] as number) >= 128];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return both / either;
}

/** Of two masks of one size, in steps of 255. */
function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
