/** Files that a user may choose as a picture of their own. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A file's name and what writes it to a path. */
type Kind = { readonly name: string; write(path: string): Promise<unknown> };

/** The colours of the moving picture: far from the ends of their range, where an encoder rounds most. */
export const FILM_COLORS = [
  [0xa0, 0x50, 0x50],
  [0x50, 0x50, 0xa0],
] as const;

const hex = (color: readonly number[]) => `#${Buffer.from(color).toString('hex')}`;

/** Two frames, the one of one colour and the other of the other. */
async function film(width: number, height: number): Promise<Sharp> {
  const half = { width, height, channels: 3, background: hex(FILM_COLORS[0]) } as const;
  const below = { ...half, height: 2 * height, background: hex(FILM_COLORS[1]) };
  const pixels = await sharp({ create: below })
    .composite([{ input: { create: half }, gravity: 'north' }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(pixels, {
    raw: { width, height: 2 * height, channels: 3, pageHeight: height },
  });
}

/** The same two frames as an animated PNG (PNG specification, third edition, 11.3.6). */
async function animatedPng(): Promise<Buffer> {
  const size = { width: 320, height: 180 };
  const pictures = await Promise.all(
    FILM_COLORS.map((color) =>
      sharp({ create: { ...size, channels: 3, background: hex(color) } })
        .png()
        .toBuffer(),
    ),
  );
  const [first, second] = pictures.map(chunksOf);
  if (!first || !second) throw new Error('expected two pictures');
  const numbers = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer).swap32();
  const delay = Buffer.from(Uint16Array.of(1, 2).buffer).swap16();
  const control = (order: number) =>
    chunk('fcTL', numbers(order, size.width, size.height, 0, 0), delay, Buffer.alloc(2));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', ...first('IHDR')),
    chunk('acTL', numbers(2, 0)),
    control(0),
    chunk('IDAT', ...first('IDAT')),
    control(1),
    chunk('fdAT', numbers(2), ...second('IDAT')),
    chunk('IEND'),
  ]);
}

/** The data of the chunks of a PNG, by their name. */
function chunksOf(png: Buffer): (name: string) => Buffer[] {
  const found: { readonly name: string; readonly data: Buffer }[] = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    found.push({
      name: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, end),
    });
    at = end + 4;
  }
  return (wanted) => found.flatMap(({ name, data }) => (name === wanted ? [data] : []));
}

function chunk(name: string, ...data: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), ...data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length - 4, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A file of that size with nothing in it. */
async function writeNothing(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
}

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
    write: async (path) => (await film(320, 180)).gif({ delay: [500, 500] }).toFile(path),
  },
  animation: {
    name: 'animation.webp',
    write: async (path) => (await film(320, 180)).webp({ delay: [500, 500] }).toFile(path),
  },
  apng: { name: 'apng.png', write: async (path) => writeFile(path, await animatedPng()) },
  avif: { name: 'still.avif', write: async (path) => (await film(320, 180)).avif().toFile(path) },
  /** 80 seconds. */
  long: {
    name: 'long.webp',
    write: async (path) => (await film(64, 36)).webp({ delay: [40_000, 40_000] }).toFile(path),
  },
  /** More pixels in a line than 4K has. */
  vast: {
    name: 'vast.webp',
    write: async (path) => (await film(7680, 16)).webp({ delay: [500, 500] }).toFile(path),
  },
  hugeVideo: { name: 'huge.mp4', write: (path) => writeNothing(path, 51e6) },
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
    write: (path) => writeNothing(path, 50e6),
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
