import sharp from 'sharp';
import type { Size } from '../../src/shared/geometry';
import { fillUnknown } from './fill';
import { type Pair, readMask, readPicture, sizeOf } from './pairs';
import { boxOf, type Cutout } from './sway';

/** Somebody cut out of a photo, to be put into a room. */
export type Person = {
  readonly cutout: Cutout;
  /** The middle of the lower side of the person's box, in pixels of the cutout. */
  readonly foot: { readonly x: number; readonly y: number };
  /** Width of that box, in pixels. */
  readonly width: number;
};

/** Softening of a cut edge: standard deviation, pixels of a 720-line frame. */
const SOFTENING = 0.7;
/** The least that sharp takes. */
const LEAST_BLUR = 0.3;
/** Opacity, of 255, from which a photo's pixel shows nothing but the person. */
const PURE = 250;

/**
 * The person of a photo, `share` of a frame's height high. Where the photo's own background shines through, at the
 * edge, the colours are those of the person nearby: else each cut-out would carry its old room along.
 */
export async function cutOut({ image, mask }: Pair, share: number, frame: Size): Promise<Person> {
  const own = await sizeOf(image);
  const person = boxOf(await readMask(mask), own);
  if (!person) throw new Error(`${mask}: nobody in it`);
  const scale = (share * frame.height) / person.height;
  const size = { width: Math.round(own.width * scale), height: Math.round(own.height * scale) };
  const picture = await readPicture(image, size);
  const soften = Math.max(LEAST_BLUR, (SOFTENING * frame.height) / 720);
  const matte = await readMask(mask, size, soften);
  const known = Float32Array.from(matte, (value) => (value >= PURE ? 1 : 0));
  fillUnknown(picture, known, size);
  const box = boxOf(matte, size) ?? { x: 0, y: 0, ...size };
  const foot = { x: box.x + box.width / 2, y: box.y + box.height };
  return { cutout: { size, picture, matte }, foot, width: box.width };
}

/** How far the paint reaches beyond a mask, as a share of the photo's height. */
const PAINT = 0.02;

/** The room of a photo, RGBA that fills the frame: whoever is in it has been painted over with what is around. */
export async function emptyRoom({ image, mask }: Pair, frame: Size): Promise<Uint8Array> {
  const fill = { ...frame, fit: 'cover' } as const;
  const room = new Uint8Array(await sharp(image).resize(fill).ensureAlpha().raw().toBuffer());
  const matte = await sharp(mask)
    .removeAlpha()
    .extractChannel(0)
    .resize(fill)
    .blur(PAINT * frame.height)
    .raw()
    .toBuffer();
  fillUnknown(
    room,
    Float32Array.from(matte, (value) => (value > 4 ? 0 : 1)),
    frame,
  );
  return room;
}
