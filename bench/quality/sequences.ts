import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { LOOK_NAMES, type LookName, lookOf } from '../../presenter/look';
import { personSvg, roomSvg } from '../../presenter/presenter';
import { composite, rasterise } from '../../presenter/raster';
import type { Size } from '../../src/shared/geometry';
import { type Pair, readMask, readPairs, readPicture, sizeOf } from './pairs';
import { type Frames, framesOf, noisy, type Sequence } from './sequence';
import { boxOf, place, poseAt } from './sway';

/** Camera noise where there is a photo: standard deviation, of 255. */
const NOISE = 2;
/** Heights of the swaying people, as shares of the frame's; each picture takes the next. */
const HEIGHTS = [0.85, 0.6, 0.45];
/** Softening of a cut edge: standard deviation, pixels of a 720-line frame. */
const SOFTENING = 1;
/** Depth of field in the room behind a photo: standard deviation, pixels of a 720-line frame. */
const ROOM_BLUR = 2.5;
/** Frames of a still. */
const STILL_FRAMES = 8;
/** Seeds of the noise lie this far apart from sequence to sequence. */
const SEED_STEP = 1000;

/** The drawn presenter, from the first frame of the loop. */
export function presenterSequence(look: LookName, size: Size, frames: number): Sequence {
  const make = async (): Promise<Frames> => {
    const room = await rasterise(roomSvg(look, size), size);
    const { noise } = lookOf(look);
    return framesOf(frames, async (frame) => {
      const person = await rasterise(personSvg(look, frame, size), size);
      const matte = new Uint8Array(size.width * size.height);
      for (let i = 0; i < matte.length; i++) matte[i] = person[4 * i + 3] as number;
      return { picture: noisy(composite(room, person), noise, frame), matte };
    });
  };
  return { name: look, size, make };
}

/** The people of labelled photos, swaying before a drawn room. */
export async function swayingSequences(
  folder: string,
  size: Size,
  frames: number,
): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return pairs.map((pair, index) => {
    const share = HEIGHTS[index % HEIGHTS.length] ?? 1;
    const name = `${pair.id} ${Math.round(share * 100)} %`;
    return { name, size, make: () => makeSwaying(pair, { index, share, size, frames }) };
  });
}

type Swaying = {
  readonly index: number;
  readonly share: number;
  readonly size: Size;
  readonly frames: number;
};

async function makeSwaying(pair: Pair, { index, share, size, frames }: Swaying): Promise<Frames> {
  const lines = size.height / 720;
  const own = await sizeOf(pair.image);
  const person = boxOf(await readMask(pair.mask), own);
  if (!person) throw new Error(`${pair.mask}: nobody in it`);
  const scale = (share * size.height) / person.height;
  const enlarged = {
    width: Math.round(own.width * scale),
    height: Math.round(own.height * scale),
  };
  const cutout = {
    size: enlarged,
    picture: await readPicture(pair.image, enlarged),
    matte: await readMask(pair.mask, enlarged, SOFTENING * lines),
  };
  const box = boxOf(cutout.matte, enlarged) ?? person;
  const foot = { x: box.x + box.width / 2, y: box.y + box.height };
  const look = LOOK_NAMES[index % LOOK_NAMES.length] ?? 'mira';
  const room = await blurred(await rasterise(roomSvg(look, size), size), size, ROOM_BLUR * lines);
  return framesOf(frames, async (frame) => {
    const pose = poseAt(frame, box, size, index);
    const { picture, matte } = place(cutout, foot, pose, room, size);
    return { picture: noisy(picture, NOISE, SEED_STEP * (index + 1) + frame), matte };
  });
}

async function blurred(rgba: Uint8Array, size: Size, sigma: number): Promise<Uint8Array> {
  if (sigma < 0.3) return rgba;
  const image = sharp(rgba, { raw: { ...size, channels: 4 } }).removeAlpha();
  return new Uint8Array(await image.blur(sigma).ensureAlpha().raw().toBuffer());
}

/** Labelled photos as they are, scaled to `height` lines; only the noise changes. */
export async function stillSequences(folder: string, height: number): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return Promise.all(
    pairs.map(async ({ id, image, mask }, index) => {
      const own = await sizeOf(image);
      const size = { width: 2 * Math.round((own.width * height) / own.height / 2), height };
      const make = async () => {
        const picture = await readPicture(image, size);
        const matte = await readMask(mask, size);
        return framesOf(STILL_FRAMES, async (frame) => ({
          picture: noisy(picture, NOISE, SEED_STEP * (index + 1) + frame),
          matte,
        }));
      };
      return { name: id, size, make };
    }),
  );
}

/** Frames of a folder in the order of their names, as they are, each with its matte. */
export async function folderSequence(folder: string, frames: number): Promise<Sequence> {
  const pairs = (await readPairs(folder)).slice(0, frames);
  const [first] = pairs;
  if (!first) throw new Error(`${folder}: no frames`);
  const size = await sizeOf(first.image);
  const make = () =>
    framesOf(pairs.length, async (frame) => {
      const { image, mask } = pairs[frame] ?? first;
      return { picture: await readPicture(image, size), matte: await readMask(mask, size) };
    });
  return { name: basename(folder), size, make };
}

/** The folder itself, or its subfolders where it holds no frames of its own. */
export async function folderSequences(folder: string, frames: number): Promise<Sequence[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const inner = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
  const files = entries.some((entry) => entry.isFile());
  const folders = files ? [folder] : inner.sort();
  return Promise.all(folders.map((each) => folderSequence(each, frames)));
}
