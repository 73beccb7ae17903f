import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFiles } from '../build/made.ts';
import { BACKDROP_SIZE, sizesOf, THUMB_SIZE } from './art.ts';

const here = import.meta.dirname;
const svgs = async (folder: string) =>
  (await readdir(join(here, folder))).filter((file) => file.endsWith('.svg')).sort();
const catalogue = JSON.parse(
  await readFile(join(here, 'backdrops', 'catalogue.json'), 'utf8'),
) as Array<{ id: string; mood: string }>;
const english = JSON.parse(await readFile(join(here, 'words', 'en.json'), 'utf8'));
const drawings = [
  ...(await svgs('backdrops')).map((file) => join('backdrops', file)),
  ...(await svgs('icons')).map((file) => join('icons', file)),
];

describe('the catalogue', () => {
  it('names every backdrop once, and nothing else', async () => {
    expect(catalogue.map(({ id }) => `${id}.svg`).sort()).toEqual(await svgs('backdrops'));
  });

  it('gives each a title of its own and one of the moods', () => {
    const titles = catalogue.map(({ id }) => english[`backdrop_${id}`]);
    expect(new Set(titles).size).toBe(catalogue.length);
    for (const { mood } of catalogue) expect(english[`mood_${mood}`]).toBeTruthy();
  });
});

describe.each(drawings)('%s', (file) => {
  it('refers to nothing outside itself', async () => {
    const svg = await readFile(join(here, file), 'utf8');
    const rest = svg.replace('xmlns="http://www.w3.org/2000/svg"', '');
    expect(rest).not.toMatch(/https?:|data:|file:|<image|<foreignObject|<script|<style|@import/i);
    for (const [, target] of rest.matchAll(/(?:href|src)\s*=\s*["']([^"']*)/g)) {
      expect(target).toMatch(/^#/);
    }
    for (const [, target] of rest.matchAll(/url\(\s*["']?([^)]*)/g)) expect(target).toMatch(/^#/);
  });

  it('has every part it refers to', async () => {
    const svg = await readFile(join(here, file), 'utf8');
    const ids = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const used = [...svg.matchAll(/(?:url\(|href=")#([^)"]+)/g)].map((match) => match[1]);
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('the art of the build', () => {
  let out = '';
  beforeAll(async () => {
    out = await makeFiles();
  }, 300_000);

  it('renders every backdrop and its thumbnail, and they are small enough to ship', async () => {
    let total = 0;
    for (const { id } of catalogue) {
      const large = join(out, 'backdrops', `${id}.webp`);
      const small = join(out, 'backdrops', `${id}.thumb.webp`);
      expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', ...BACKDROP_SIZE });
      expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', ...THUMB_SIZE });
      const bytes = (await stat(large)).size;
      expect(bytes, id).toBeLessThan(120_000);
      total += bytes + (await stat(small)).size;
    }
    expect(total).toBeLessThan(600_000);
  });

  it('leaves no empty or see-through backdrop', async () => {
    for (const { id } of catalogue) {
      const { isOpaque, entropy } = await sharp(join(out, 'backdrops', `${id}.webp`)).stats();
      expect(isOpaque, id).toBe(true);
      expect(entropy, id).toBeGreaterThan(4);
    }
  });

  it('renders every icon at every size it is needed in, with transparent corners', async () => {
    for (const file of await svgs('icons')) {
      const name = file.replace('.svg', '');
      for (const size of sizesOf(name)) {
        const png = sharp(join(out, 'icons', `${name}-${size}.png`));
        expect(await png.metadata()).toMatchObject({ format: 'png', width: size, height: size });
        const { data, info } = await png.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        expect(data[info.channels - 1], `${file} ${size}`).toBeLessThan(64);
      }
    }
  });
});
