/** What the far end shows, as pictures to keep and to judge. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readFrameNumber } from '../presenter/frame-number';
import type { DemoPage } from './browser';

/** Where the pictures are kept. */
export const OUT = fileURLToPath(new URL('../out', import.meta.url));
/** Mean difference of code values between a room and what replaces it; noise makes one or two. */
const ROOM_GONE = 8;

/** The far end's picture, a PNG. */
export async function farPicture(page: DemoPage): Promise<Buffer> {
  return Buffer.from(await page.evaluate(() => window.demo.picture()), 'base64');
}

/** Keeps a picture under this name, and gives it back. */
export async function savePicture(name: string, picture: Buffer): Promise<Buffer> {
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, name), picture);
  return picture;
}

/** True when the sides of the picture, where the room is, have changed by far more than noise. */
export async function roomIsGone(before: Buffer, after: Buffer): Promise<boolean> {
  const sides = (picture: Buffer) =>
    sharp(picture).removeAlpha().resize(16, 9, { fit: 'fill' }).raw().toBuffer();
  const [room, backdrop] = [await sides(before), await sides(after)];
  let difference = 0;
  for (let i = 0; i < room.length; i++) {
    const column = Math.floor(i / 3) % 16;
    if (column > 1 && column < 14) continue;
    difference += Math.abs((room[i] as number) - (backdrop[i] as number));
  }
  return difference / (9 * 4 * 3) > ROOM_GONE;
}

/** The presenter's badge can be read only where the person is drawn. */
export async function showsPerson(picture: Buffer): Promise<boolean> {
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readFrameNumber({ data, width: info.width, height: info.height }) !== undefined;
}
