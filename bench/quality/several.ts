import sharp from 'sharp';
import { LOOK_NAMES } from '../../presenter/look';
import { roomSvg } from '../../presenter/presenter';
import { rasterise } from '../../presenter/raster';
import type { Size } from '../../src/shared/geometry';
import { type Actor, stand } from './calls';
import { type Pair, readPairs } from './pairs';
import { cutOut, emptyRoom } from './people';
import { framesOf, noisy, type Sequence } from './sequence';

/** What else there is besides somebody large. */
type Scene = {
  readonly name: string;
  readonly actor: Actor;
  /** The person of the next photo. */
  readonly second?: Actor;
  /** What is no person and may be taken for one. */
  readonly prop?: (props: Props) => Promise<Uint8Array>;
};

type Props = { readonly room: Uint8Array; readonly next: Pair; readonly size: Size };

const FIRST: Actor = { share: 0.9, x: 0.3 };

/** Small: of each photo; the others: of every second. */
const SMALL: Scene = { name: 'small', actor: FIRST, second: { share: 0.35, x: 0.82 } };
const OTHERS: readonly Scene[] = [
  { name: 'child', actor: { share: 0.9, x: 0.32 }, second: { share: 0.55, x: 0.75 } },
  { name: 'poster', actor: FIRST, prop: withPoster },
  { name: 'coat', actor: FIRST, prop: withCoat },
];
const NOISE = 2;
const SEED_STEP = 1000;

/**
 * Sequences of somebody large with somebody small, or with what only looks like somebody: a poster of a person on the
 * wall, a coat on a chair.
 */
export async function severalSequences(
  folder: string,
  size: Size,
  frames: number,
): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return pairs.flatMap((pair, index) =>
    [SMALL, ...(index % 2 === 0 ? OTHERS : [])].map((scene) => ({
      name: `${pair.id} ${scene.name}`,
      size,
      make: () => makeSequence(scene, { pairs, index }, size, frames),
    })),
  );
}

type Cast = { readonly pairs: readonly Pair[]; readonly index: number };

async function makeSequence(scene: Scene, { pairs, index }: Cast, size: Size, frames: number) {
  const pairAt = (step: number) => pairs[(index + step) % pairs.length] as Pair;
  const look = LOOK_NAMES[index % LOOK_NAMES.length] ?? 'mira';
  const empty =
    index % 2 === 0 ? await emptyRoom(pairAt(2), size) : await rasterise(roomSvg(look, size), size);
  const room = (await scene.prop?.({ room: empty, next: pairAt(1), size })) ?? empty;
  const actors = scene.second ? [scene.second, scene.actor] : [scene.actor];
  const people = await Promise.all(
    actors.map((actor, i) => cutOut(pairAt(actors.length - 1 - i), actor.share, size)),
  );
  return framesOf(frames, async (frame) => {
    let picture = room;
    const matte = new Uint8Array(size.width * size.height);
    for (const [at, person] of people.entries()) {
      const phase = index + 2 * (people.length - 1 - at);
      const placed = stand(person, actors[at] as Actor, { frame, phase, room: picture, size });
      picture = placed.picture;
      for (let i = 0; i < matte.length; i++)
        matte[i] =
          255 -
          Math.round(((255 - (placed.matte[i] as number)) * (255 - (matte[i] as number))) / 255);
    }
    return { picture: noisy(picture, NOISE, SEED_STEP * index + frame), matte };
  });
}

/** A photo of somebody in a frame on the wall. */
async function withPoster({ room, next, size }: Props): Promise<Uint8Array> {
  const [width, height] = [0.2 * size.width, 0.5 * size.height].map(Math.round);
  const picture = await sharp(next.image).resize({ width, height, fit: 'cover' }).toBuffer();
  return pasted(room, size, picture, { left: 0.72, top: 0.12 });
}

/** A dark coat over the back of a chair. */
function withCoat({ room, size }: Props): Promise<Uint8Array> {
  const [width, height] = [0.2 * size.width, 0.45 * size.height].map(Math.round);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 120">
    <path d="M50 4c10 0 12 8 14 14 22 4 28 14 30 34l4 68H2l4-68c2-20 8-30 30-34 2-6 4-14 14-14z" fill="#2b2f3a"/>
    <path d="M50 22l-8 98h16z" fill="#3b404d"/></svg>`;
  return pasted(room, size, Buffer.from(svg), { left: 0.72, top: 0.55 });
}

/** A room with a picture in it; place: in fractions of the frame. */
async function pasted(
  room: Uint8Array,
  size: Size,
  input: Buffer,
  place: { left: number; top: number },
): Promise<Uint8Array> {
  const [left, top] = [place.left * size.width, place.top * size.height].map(Math.round);
  const raw = { ...size, channels: 4 } as const;
  const result = sharp(room, { raw }).composite([{ input, left: left ?? 0, top: top ?? 0 }]);
  return new Uint8Array(await result.raw().toBuffer());
}
