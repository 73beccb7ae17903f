import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMask, readPairs, readPicture, sizeOf } from './pairs';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veil-pairs-'));
  const picture = {
    width: 8,
    height: 4,
    channels: 3,
    background: { r: 200, g: 90, b: 30 },
  } as const;
  const mask = { width: 8, height: 4, channels: 3, background: 'white' } as const;
  for (const name of ['0002', '0001', 'alone'])
    await sharp({ create: picture })
      .png()
      .toFile(join(folder, `${name}.png`));
  for (const name of ['0001_matte', '0002_mask'])
    await sharp({ create: mask })
      .png()
      .toFile(join(folder, `${name}.png`));
});

afterAll(() => rm(folder, { recursive: true }));

it('finds pairs by their names, in order', async () => {
  const pairs = await readPairs(folder);
  expect(pairs.map(({ id }) => id)).toEqual(['0001', '0002']);
  expect(pairs[0]?.mask).toBe(join(folder, '0001_matte.png'));
});

it('reads pictures and masks, at another size if asked to', async () => {
  const [pair] = await readPairs(folder);
  if (!pair) throw new Error('no pair');
  expect(await sizeOf(pair.image)).toEqual({ width: 8, height: 4 });
  expect([...(await readPicture(pair.image)).subarray(0, 4)]).toEqual([200, 90, 30, 255]);
  const mask = await readMask(pair.mask, { width: 16, height: 8 }, 1);
  expect(mask).toHaveLength(16 * 8);
  expect(mask.every((value) => value === 255)).toBe(true);
});

it('goes by the index where there is one', async () => {
  const entries = [{ image: 'alone.png', mask: '0002_mask.png', kind: 'any' }];
  await writeFile(join(folder, 'index.json'), JSON.stringify(entries));
  expect(await readPairs(folder)).toEqual([
    { id: 'alone', image: join(folder, 'alone.png'), mask: join(folder, '0002_mask.png') },
  ]);
});

it('says so when there is none', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'veil-pairs-'));
  await expect(readPairs(empty)).rejects.toThrow('no picture with a mask');
  await rm(empty, { recursive: true });
});
