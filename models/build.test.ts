import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_VARIANTS } from '../src/shared/model-variants.ts';
import { buildModels, LISTING } from './build.ts';
import { inputSize, readNetwork } from './network.ts';
import { sha256Of } from './source.ts';
import { SHIPPED, VARIANTS, variantOf } from './variants.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veil-models-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('buildModels', () => {
  it('writes the shipped variants and a listing that is true of them', async () => {
    const listing = await buildModels(join(folder, 'new'));
    const written = await readdir(join(folder, 'new'));
    expect(written.sort()).toEqual([...SHIPPED.map(({ file }) => file), LISTING].sort());
    expect(JSON.parse(await readFile(join(folder, 'new', LISTING), 'utf8'))).toEqual(listing);
    for (const { file, width, height, bytes, sha256 } of listing) {
      const model = await readFile(join(folder, 'new', file));
      expect(inputSize(readNetwork(model))).toEqual({ width, height });
      expect(model.length).toBe(bytes);
      expect(sha256Of(model)).toBe(sha256);
    }
  });

  it('writes the landscape network on request', async () => {
    const landscape = variantOf('landscape', { width: 256, height: 144 });
    const [line] = await buildModels(folder, [landscape]);
    expect(line?.file).toBe('landscape-256x144.tflite');
  });

  it('does not touch what is up to date', async () => {
    const dates = async () =>
      Promise.all((await readdir(folder)).map(async (f) => (await stat(join(folder, f))).mtimeMs));
    await buildModels(folder);
    const before = await dates();
    await buildModels(folder);
    expect(await dates()).toEqual(before);
  });
});

describe('VARIANTS', () => {
  it('has names of its own and sizes in steps of 16', () => {
    expect(new Set(VARIANTS.map(({ name }) => name)).size).toBe(VARIANTS.length);
    expect(VARIANTS.filter(({ input }) => input.width % 16 || input.height % 16)).toEqual([]);
  });

  it('ships every variant the extension names, with the input it expects', () => {
    const shipped = Object.fromEntries(SHIPPED.map(({ name, input }) => [name, { input }]));
    expect(shipped).toEqual(MODEL_VARIANTS);
  });
});
