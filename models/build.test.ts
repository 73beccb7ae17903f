import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputSize, readNetwork } from '../src/segmenter/model/network.ts';
import { reshape } from '../src/segmenter/model/reshape.ts';
import { MODEL_VARIANTS } from '../src/shared/model-variants.ts';
import { buildModels, LISTING, MODEL_FILE, WEIGHTS_FILE } from './build.ts';
import { sha256Of } from './source.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veil-models-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('buildModels', () => {
  it('writes the model and a listing that is true of it', async () => {
    const listing = await buildModels(join(folder, 'new'));
    expect((await readdir(join(folder, 'new'))).sort()).toEqual(
      [MODEL_FILE, WEIGHTS_FILE, LISTING].sort(),
    );
    expect(JSON.parse(await readFile(join(folder, 'new', LISTING), 'utf8'))).toEqual(listing);
    const model = await readFile(join(folder, 'new', MODEL_FILE));
    expect(listing).toEqual({ file: MODEL_FILE, bytes: model.length, sha256: sha256Of(model) });
  });

  it('writes a model that takes every size the extension asks for', async () => {
    await buildModels(folder);
    const model = new Uint8Array(await readFile(join(folder, MODEL_FILE)));
    expect(MODEL_VARIANTS.size).toBe(16);
    for (const size of MODEL_VARIANTS.values())
      expect(inputSize(readNetwork(reshape(model, size)))).toEqual(size);
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
