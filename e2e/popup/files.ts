/** Files that a user may choose as a picture of their own. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** A file's name and what writes it to a path. */
type Kind = { readonly name: string; write(path: string): Promise<unknown> };

/** The colours of the moving picture: far from the ends of their range, where an encoder rounds most. */
export const FILM_COLORS = [
  [0xa0, 0x50, 0x50],
  [0x50, 0x50, 0xa0],
] as const;

const hex = (color: readonly number[]) => `#${Buffer.from(color).toString('hex')}`;

const KINDS = {
  /** A photograph as telephones write it: lying on its side, with a note to turn it. */
  portrait: {
    name: 'My room.at home.jpg',
    write: (path) => {
      const background = '#c86432';
      const picture = sharp({ create: { width: 4000, height: 3000, channels: 3, background } });
      return picture.jpeg().withMetadata({ orientation: 6 }).toFile(path);
    },
  },
  wide: {
    name: 'wide.png',
    write: (path) =>
      sharp({ create: { width: 800, height: 400, channels: 3, background: '#3264c8' } })
        .png()
        .toFile(path),
  },
  /** Red above, blue below, each larger than what a call shows. */
  tall: {
    name: 'tall.png',
    write: (path) => {
      const half = { width: 800, height: 800, channels: 3, background: '#ff0000' } as const;
      const whole = sharp({ create: { ...half, height: 1600, background: '#0000ff' } });
      const above = { input: { create: half }, gravity: 'north' };
      return whole.composite([above]).png().toFile(path);
    },
  },
  /** One colour for half a second, another for the other. */
  moving: {
    name: 'moving.gif',
    write: (path) => {
      const size = { width: 320, height: 180 } as const;
      const half = { ...size, channels: 3, background: hex(FILM_COLORS[0]) } as const;
      const both = sharp({ create: { ...half, height: 360, background: hex(FILM_COLORS[1]) } });
      return both
        .composite([{ input: { create: half }, gravity: 'north' }])
        .removeAlpha()
        .raw()
        .toBuffer()
        .then((pixels) =>
          sharp(pixels, { raw: { width: 320, height: 360, channels: 3, pageHeight: 180 } })
            .gif({ delay: [500, 500] })
            .toFile(path),
        );
    },
  },
  /** The head of a video, and nothing behind it. */
  cut: {
    name: 'cut.mp4',
    write: (path) => writeFile(path, '\0\0\0\x18ftypisom\0\0\x02\0isommp42\0\0\x01\0moov'),
  },
  broken: { name: 'broken.png', write: (path) => writeFile(path, randomBytes(20_000)) },
  heic: {
    name: 'IMG_1.HEIC',
    write: (path) => writeFile(path, '\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
  },
  drawing: {
    name: 'plan.svg',
    write: (path) =>
      writeFile(path, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  },
  text: { name: 'notes.txt', write: (path) => writeFile(path, 'Not a picture.') },
  /** 50 MB of nothing under the name of an image. */
  huge: {
    name: 'big.jpg',
    write: async (path) => {
      const file = await open(path, 'w');
      await file.truncate(50e6);
      await file.close();
    },
  },
} satisfies Record<string, Kind>;

/** The colour of the portrait. */
export const PORTRAIT_COLOR = [0xc8, 0x64, 0x32] as const;

/** Writes a file of the kind into the folder. Returns its path. */
export async function writeUserFile(kind: keyof typeof KINDS, folder: string): Promise<string> {
  const { name, write }: Kind = KINDS[kind];
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await write(path);
  return path;
}
