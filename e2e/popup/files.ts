import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** A photograph as telephones write it: lying on its side, with a note to turn it. */
export async function portraitPhoto(color: string) {
  const picture = sharp({ create: { width: 4000, height: 3000, channels: 3, background: color } });
  const buffer = await picture.jpeg().withMetadata({ orientation: 6 }).toBuffer();
  return { name: 'My room.at home.jpg', mimeType: 'image/jpeg', buffer };
}

export const BROKEN_IMAGE = {
  name: 'broken.png',
  mimeType: 'image/png',
  buffer: randomBytes(20_000),
};

export const TEXT_FILE = {
  name: 'notes.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('Not a picture.'),
};

/** Writes 50 MB of nothing under the name of an image. Returns the path. */
export async function writeHugeFile(folder: string): Promise<string> {
  const path = join(folder, 'big.jpg');
  const file = await open(path, 'w');
  await file.truncate(50e6);
  await file.close();
  return path;
}
