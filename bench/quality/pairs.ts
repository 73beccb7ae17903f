import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Size } from '../../src/shared/geometry';

/** A picture, and the mask of its person, as files. */
export type Pair = { readonly id: string; readonly image: string; readonly mask: string };

const PICTURE = /\.(?:jpe?g|png|webp)$/i;
const MASK_ENDING = /_(?:mask|matte)$/;

/**
 * The pairs of a folder: those its `index.json` lists (`image` and `mask`, file names), or else
 * `x.jpg` with `x_mask.png` or `x_matte.png`. Sorted by name. Throws when there are none.
 */
export async function readPairs(folder: string): Promise<Pair[]> {
  const index = await readFile(join(folder, 'index.json'), 'utf8').catch(() => undefined);
  const pairs = index === undefined ? await pairsByName(folder) : pairsOfIndex(folder, index);
  if (pairs.length === 0) throw new Error(`${folder}: no picture with a mask`);
  return pairs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function pairsOfIndex(folder: string, index: string): Pair[] {
  const entries: { readonly image: string; readonly mask: string }[] = JSON.parse(index);
  return entries.map(({ image, mask }) => ({
    id: parse(image).name,
    image: join(folder, image),
    mask: join(folder, mask),
  }));
}

async function pairsByName(folder: string): Promise<Pair[]> {
  const files = (await readdir(folder)).filter((file) => PICTURE.test(file));
  const masks = new Map<string, string>();
  for (const file of files) {
    const { name } = parse(file);
    if (MASK_ENDING.test(name)) masks.set(name.replace(MASK_ENDING, ''), file);
  }
  return files.flatMap((file) => {
    const { name } = parse(file);
    const mask = masks.get(name);
    if (MASK_ENDING.test(name) || !mask) return [];
    return [{ id: name, image: join(folder, file), mask: join(folder, mask) }];
  });
}

/** Size of a picture file in pixels. */
export async function sizeOf(file: string): Promise<Size> {
  const { width, height } = await sharp(file).metadata();
  return { width, height };
}

/** RGBA of a picture file, brought to a size if one is given. */
export async function readPicture(file: string, size?: Size): Promise<Uint8Array> {
  return new Uint8Array(await resized(file, size).ensureAlpha().raw().toBuffer());
}

/**
 * Opacity, 0..255, of a mask file, brought to a size if one is given. soften: standard deviation of
 * a blur, pixels of that size; 0 for none.
 */
export async function readMask(file: string, size?: Size, soften = 0): Promise<Uint8Array> {
  const image = resized(file, size).removeAlpha().extractChannel(0);
  const soft = soften > 0 ? image.blur(soften) : image;
  return new Uint8Array(await soft.raw().toBuffer());
}

function resized(file: string, size: Size | undefined): Sharp {
  const image = sharp(file);
  return size ? image.resize({ ...size, fit: 'fill', kernel: 'cubic' }) : image;
}
