/**
 * Every size of the model runs in the built extension, in both builds of the network's own engine: they make
 * the masks of the package's own network in tasks-vision, and find the drawn presenter.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { buildModule } from '../kernels/build';
import { writeModel } from '../models/build';
import { addMetadata } from '../models/metadata';
import { readSource } from '../models/source';
import { frameTruth } from '../presenter/camera-file';
import { inputOf, MODEL_VARIANTS, type ModelVariantName } from '../src/shared/model-variants';
import { weightsFile, withBrokenVeil } from './fixtures/broken-veil';
import { maskOf, openSegmenter } from './fixtures/segmenter';
import { expect, LOOK, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

const VARIANTS = [...MODEL_VARIANTS.keys()];

const drawn = new Map<ModelVariantName, ReturnType<typeof drawFor>>();

/** The presenter in the shape of a variant's input: RGBA, and who is there. Drawn once. */
function presenterFor(variant: ModelVariantName) {
  const presenter = drawn.get(variant) ?? drawFor(variant);
  drawn.set(variant, presenter);
  return presenter;
}

/** Twice as large, so that nothing is stretched. */
async function drawFor(variant: ModelVariantName) {
  const { width, height } = inputOf(variant);
  const size = { width: width * 2, height: height * 2 };
  const truth = await frameTruth(LOOK, 10, size);
  const scaled = (bytes: Uint8Array, channels: 1 | 4) =>
    sharp(bytes, { raw: { ...size, channels } }).resize(width, height, { fit: 'fill' });
  const pixels = await scaled(truth.picture, 4).raw().toBuffer();
  const matte = await scaled(truth.matte, 1).toColourspace('b-w').raw().toBuffer();
  return { pixels, matte };
}

async function openPage(veil: Veil): Promise<Page> {
  const page = await veil.context.newPage();
  await openSegmenter(veil, page);
  return page;
}

async function masksOf(veil: Veil): Promise<Map<ModelVariantName, Buffer>> {
  const page = await openPage(veil);
  const masks = new Map<ModelVariantName, Buffer>();
  for (const variant of VARIANTS)
    masks.set(variant, await maskOf(page, variant, (await presenterFor(variant)).pixels));
  await page.close();
  return masks;
}

for (const variant of VARIANTS) {
  test(`${variant} finds the presenter`, async ({ veil }) => {
    const page = await openPage(veil);
    const { pixels, matte } = await presenterFor(variant);
    const found = await maskOf(page, variant, pixels);
    expect(found).toHaveLength(matte.length);
    expect(intersectionOverUnion(found, matte)).toBeGreaterThan(0.9);
    await page.close();
  });
}

test('every size makes the masks of the network it was packed from, in both builds', async ({
  veil,
}) => {
  test.slow();
  const ours = { relaxed: await masksOf(veil), plain: new Map<ModelVariantName, Buffer>() };
  await withBrokenVeil(withoutRelaxed, async (plain) => {
    ours.plain = await masksOf(plain);
  });
  const original = async (folder: string) => {
    await rm(weightsFile(folder));
    await writeModel(join(folder, 'models'), addMetadata(await readSource('general')));
  };
  await withBrokenVeil(original, async (reference) => {
    for (const [variant, expected] of await masksOf(reference))
      for (const [build, masks] of Object.entries(ours))
        expect(
          largestDifference(masks.get(variant) ?? Buffer.alloc(0), expected),
          `${variant}, ${build}`,
        ).toBeLessThanOrEqual(1);
  });
});

test('one segmenter serves frames of two shapes', async ({ veil }) => {
  const page = await openPage(veil);
  for (const variant of [
    'general-368x208',
    'general-208x368',
    'general-320x240',
    'general-368x208',
  ] as const) {
    const { width, height } = inputOf(variant);
    const mask = await maskOf(page, variant, Buffer.alloc(4 * width * height));
    expect(mask).toHaveLength(width * height);
  }
  await page.close();
});

/** Takes the relaxed build out of every script, as if the browser did not know its instructions. */
async function withoutRelaxed(folder: string): Promise<void> {
  const relaxed = Buffer.from(await buildModule('VEIL_NETWORK_RELAXED')).toString('base64');
  let found = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.js')) continue;
    const file = join(folder, name);
    const script = await readFile(file, 'utf8');
    if (!script.includes(relaxed)) continue;
    found++;
    await writeFile(file, script.replaceAll(relaxed, ''));
  }
  expect(found).toBeGreaterThan(0);
}

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

/** Of two masks, in steps of 255; endless for those of different sizes. */
function largestDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
