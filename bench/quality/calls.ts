import { LOOK_NAMES } from '../../presenter/look';
import { roomSvg } from '../../presenter/presenter';
import { rasterise } from '../../presenter/raster';
import type { Size } from '../../src/shared/geometry';
import { type Pair, readPairs } from './pairs';
import { cutOut, emptyRoom, type Person } from './people';
import { framesOf, noisy, type Sequence } from './sequence';
import { type Place, place, poseAt } from './sway';

/** Somebody in a scene: how high, and where, as shares of the frame. */
export type Actor = { readonly share: number; readonly x: number };

/** What makes a call hard. */
type Scene = {
  readonly name: string;
  readonly actor: Actor;
  /** Who else is there: the person of the next photo. */
  readonly second?: Actor;
  /** The room of another photo, or a drawn one. */
  readonly room: 'photo' | 'drawn';
  /** Light of the whole picture, 0..1. */
  readonly light?: number;
  /** A bright window behind: its place and size, as shares of the frame. */
  readonly window?: { readonly x: number; readonly width: number };
  /** Standard deviation of the camera's noise, of 255. */
  readonly noise: number;
};

const NOISE = 2;

const SCENES: readonly Scene[] = [
  { name: 'close', actor: { share: 1.25, x: 0.5 }, room: 'photo', noise: NOISE },
  { name: 'busy', actor: { share: 0.9, x: 0.5 }, room: 'drawn', noise: NOISE },
  {
    name: 'two',
    actor: { share: 0.85, x: 0.3 },
    second: { share: 0.72, x: 0.74 },
    room: 'photo',
    noise: NOISE,
  },
  { name: 'edge', actor: { share: 0.95, x: 0.12 }, room: 'photo', noise: NOISE },
  { name: 'far', actor: { share: 0.38, x: 0.58 }, room: 'photo', noise: NOISE },
  {
    name: 'window',
    actor: { share: 0.9, x: 0.5 },
    room: 'photo',
    window: { x: 0.45, width: 0.4 },
    noise: NOISE,
  },
  { name: 'dark', actor: { share: 0.95, x: 0.45 }, room: 'photo', light: 0.3, noise: 5 },
];
/** Each photo's person plays in so many of them. */
const SCENES_EACH = 2;
const SEED_STEP = 1000;
/** Who is higher than this share of the frame is cut at the waist. */
const HEADROOM = 0.93;

/**
 * Sequences like a call: the people of labelled photos large before sharp rooms, which are the photos of the others
 * without them and drawn ones.
 */
export async function callSequences(
  folder: string,
  size: Size,
  frames: number,
): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return pairs.flatMap((_, index) =>
    Array.from({ length: SCENES_EACH }, (_, turn) => {
      const number = SCENES_EACH * index + turn;
      const scene = SCENES[number % SCENES.length] as Scene;
      const cast: Cast = { pairs, index, number };
      const name = `${pairs[index]?.id} ${scene.name}`;
      return { name, size, make: () => makeCall(scene, cast, size, frames) };
    }),
  );
}

type Cast = { readonly pairs: readonly Pair[]; readonly index: number; readonly number: number };

async function makeCall(scene: Scene, { pairs, index, number }: Cast, size: Size, frames: number) {
  const pairAt = (step: number) => pairs[(index + step) % pairs.length] as Pair;
  const room = await roomOf(scene, pairAt(2), number, size);
  const people = [{ actor: scene.actor, person: await cutOut(pairAt(0), scene.actor.share, size) }];
  if (scene.second) {
    const person = await cutOut(pairAt(1), scene.second.share, size);
    people.unshift({ actor: scene.second, person });
  }
  return framesOf(frames, async (frame) => {
    const matte = new Uint8Array(size.width * size.height);
    let picture = room;
    for (const [at, { actor, person }] of people.entries()) {
      const placed = stand(person, actor, { frame, phase: number + 2 * at, room: picture, size });
      picture = placed.picture;
      for (let i = 0; i < matte.length; i++)
        matte[i] = over(placed.matte[i] as number, matte[i] as number);
    }
    picture = lit(picture, scene.light ?? 1);
    return { picture: noisy(picture, scene.noise, SEED_STEP * (number + 1) + frame), matte };
  });
}

type Stand = {
  readonly frame: number;
  /** Of the swaying, radians. */
  readonly phase: number;
  readonly room: Uint8Array;
  readonly size: Size;
};

/** Puts somebody into a room, swaying; who is too high for the frame stands below it. */
export function stand(
  { cutout, foot, width }: Person,
  { share, x }: Actor,
  { frame, phase, room, size }: Stand,
): Place {
  const box = { x: 0, y: 0, width, height: 0 };
  const pose = poseAt(frame, box, size, phase);
  const moved = {
    ...pose,
    x: pose.x + (x - 0.5) * size.width,
    y: pose.y + Math.max(0, share - HEADROOM) * size.height,
  };
  return place(cutout, foot, moved, room, size);
}

/** Opacity of one before another, 0..255. */
export function over(front: number, back: number): number {
  return 255 - Math.round(((255 - front) * (255 - back)) / 255);
}

/** A picture in another light: RGBA times a factor, or one for each channel. */
export function lit(
  picture: Uint8Array,
  light: number | readonly [number, number, number],
): Uint8Array {
  const factors = typeof light === 'number' ? [light, light, light] : light;
  const result = new Uint8ClampedArray(picture);
  for (let i = 0; i < result.length; i++) {
    const factor = factors[i % 4];
    if (factor !== undefined) result[i] = (picture[i] as number) * factor;
  }
  return new Uint8Array(result.buffer);
}

async function roomOf(scene: Scene, photo: Pair, number: number, size: Size): Promise<Uint8Array> {
  const look = LOOK_NAMES[number % LOOK_NAMES.length] ?? 'mira';
  const room =
    scene.room === 'photo'
      ? await emptyRoom(photo, size)
      : await rasterise(roomSvg(look, size), size);
  if (scene.window) openWindow(room, scene.window, size);
  return room;
}

/** Daylight, in two panes that are brighter than the camera can see. */
function openWindow(
  room: Uint8Array,
  { x, width }: { x: number; width: number },
  size: Size,
): void {
  const [left, right] = [x * size.width, (x + width) * size.width];
  const middle = (left + right) / 2;
  const frame = 0.012 * size.width;
  for (let v = Math.round(0.04 * size.height); v < 0.7 * size.height; v++) {
    for (let u = Math.round(left); u < right; u++) {
      const isFrame = Math.min(u - left, right - u, Math.abs(u - middle)) < frame;
      room.fill(isFrame ? 210 : 255, 4 * (v * size.width + u), 4 * (v * size.width + u) + 3);
    }
  }
}
