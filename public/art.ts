// Turns the project's own drawings (SVG) into the files the extension ships: the gallery's
// backdrops with their thumbnails, and the toolbar icons. Called by the build.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';

const here = import.meta.dirname;
export const BACKDROP_SIZE = { width: 1920, height: 1080 } as const;
export const THUMB_SIZE = { width: 320, height: 180 } as const;
export const ICON_SIZES = [16, 32, 48, 128] as const;
/** Icons that only the toolbar shows, as `veil-off`. */
export const TOOLBAR_SIZES = [16, 32] as const;

// A blurred layer fades out at the drawing's very edge: draw it a little larger, cut that rim off.
const OVERSIZE = { width: 1988, height: 1118, fit: 'fill' } as const;
const CUT = { left: 34, top: 19, ...BACKDROP_SIZE } as const;
// Sharp edges of colour stay sharp; below 84 the smooth gradients show blocks.
const WEBP = { quality: 84, effort: 6, smartSubsample: true } as const;

/** Reads and renders every SVG of one folder beside this file; says which one failed, and how. */
async function each(folder: string, render: (name: string, svg: Buffer) => Promise<void>) {
  const files = (await readdir(join(here, folder))).filter((file) => file.endsWith('.svg'));
  const one = async (file: string) => {
    const svg = await readFile(join(here, folder, file)).catch((cause: unknown) => {
      throw new Error(`The drawing ${folder}/${file} could not be read: ${cause}`, { cause });
    });
    await render(basename(file, '.svg'), svg).catch((cause: unknown) => {
      throw new Error(`The drawing ${folder}/${file} could not be rendered: ${cause}`, { cause });
    });
  };
  await Promise.all(files.map(one));
}

/** Sizes that an icon is needed in, pixels. */
export const sizesOf = (icon: string): readonly number[] =>
  icon === 'veil' ? ICON_SIZES : TOOLBAR_SIZES;

/** Writes `backdrops/<id>.webp`, `backdrops/<id>.thumb.webp` and `icons/<name>-<size>.png`. */
export async function rasterizeArt(outDir: string): Promise<void> {
  const backdrops = join(outDir, 'backdrops');
  const icons = join(outDir, 'icons');
  await Promise.all([backdrops, icons].map((folder) => mkdir(folder, { recursive: true })));
  await each('backdrops', async (id, svg) => {
    const full = sharp(svg).resize(OVERSIZE).extract(CUT).removeAlpha().raw();
    const data = await full.toBuffer();
    const pixels = sharp(data, { raw: { ...BACKDROP_SIZE, channels: 3 } });
    const large = pixels
      .clone()
      .webp(WEBP)
      .toFile(join(backdrops, `${id}.webp`));
    const small = pixels
      .resize(THUMB_SIZE)
      .webp(WEBP)
      .toFile(join(backdrops, `${id}.thumb.webp`));
    await Promise.all([large, small]);
  });
  await each('icons', async (name, svg) => {
    for (const size of sizesOf(name)) {
      await sharp(svg)
        .resize(size, size)
        .png()
        .toFile(join(icons, `${name}-${size}.png`));
    }
  });
}
