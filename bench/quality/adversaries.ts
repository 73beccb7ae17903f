import sharp from 'sharp';
import type { Size } from '../../src/shared/geometry';
import { type Actor, lit, stand } from './calls';
import { type Pair, readPairs } from './pairs';
import { cutOut, emptyRoom, type Person } from './people';
import { type Frame, framesOf, noisy, type Sequence } from './sequence';

/** What happens in a sequence; changes come in the second half of it. */
type Adversary = {
  readonly name: string;
  /** The room at a time, 0..1. */
  readonly room?: (room: Uint8Array, time: number, size: Size) => Uint8Array;
  /** How far the person has gone aside at a time, in widths of the frame. */
  readonly aside?: (time: number) => number;
  /** What the camera does to a frame. */
  readonly camera?: (frame: Frame, time: number, size: Size) => Frame;
  /** The person throws a shadow. */
  readonly hasShadow?: boolean;
};

/** When something happens at once. */
const HALF = 0.6;

const ADVERSARIES: readonly Adversary[] = [
  { name: 'nothing' },
  {
    name: 'exposure drifts',
    camera: (frame, time) => relit(frame, 1 + 0.2 * Math.sin(2 * Math.PI * time)),
  },
  {
    name: 'white balance jumps',
    camera: (frame, time) => (time < HALF ? frame : relit(frame, [1.12, 1, 0.86])),
  },
  {
    name: 'camera bumped',
    camera: (frame, time, size) =>
      time < HALF ? frame : seenFrom(frame, size, { x: size.height / 120, y: size.height / 360 }),
  },
  {
    name: 'zoom',
    camera: (frame, time, size) => seenFrom(frame, size, { zoom: 1 + 0.12 * time }),
  },
  { name: 'shadow', hasShadow: true },
  { name: 'screen', room: withScreen },
  { name: 'curtain', room: withCurtain },
  { name: 'object put down', room: withObject },
  {
    name: 'leaves and returns',
    // Away for a fifth of the time, and back before it is measured.
    aside: (time) => 0.9 * Math.min(1, Math.max(0, 5 * Math.min(time - 0.15, 0.6 - time))),
  },
];

const ACTOR: Actor = { share: 0.85, x: 0.42 };
const NOISE = 2;
const SEED_STEP = 1000;

/** Sequences with what may lead a stage astray that learns: each with the person of one photo in the room of another. */
export async function adversarySequences(
  folder: string,
  size: Size,
  frames: number,
): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return ADVERSARIES.map((adversary, index) => {
    const [pair, other] = [0, 2].map((step) => pairs[(index + step) % pairs.length] as Pair);
    const cast = { pair: pair as Pair, other: other as Pair, index };
    const name = `${adversary.name} ${pair?.id}`;
    return { name, size, make: () => makeSequence(adversary, cast, size, frames) };
  });
}

type Cast = { readonly pair: Pair; readonly other: Pair; readonly index: number };

async function makeSequence(adversary: Adversary, cast: Cast, size: Size, frames: number) {
  const person = await cutOut(cast.pair, ACTOR.share, size);
  const empty = await emptyRoom(cast.other, size);
  return framesOf(frames, async (frame) => {
    const time = frame / frames;
    let room = adversary.room?.(empty, time, size) ?? empty;
    const actor = { ...ACTOR, x: ACTOR.x + (adversary.aside?.(time) ?? 0) };
    if (adversary.hasShadow) room = await shadowed(room, person, actor, frame, size);
    const placed = stand(person, actor, { frame, phase: cast.index, room, size });
    const { picture, matte } = adversary.camera?.(placed, time, size) ?? placed;
    return { picture: noisy(picture, NOISE, SEED_STEP * (cast.index + 1) + frame), matte };
  });
}

function relit({ picture, matte }: Frame, light: Parameters<typeof lit>[1]): Frame {
  return { picture: lit(picture, light), matte };
}

type Camera = { readonly x?: number; readonly y?: number; readonly zoom?: number };

/** A frame seen moved (pixels) and enlarged about its middle, bilinearly; what lies beyond its border is as that. */
function seenFrom(
  { picture, matte }: Frame,
  { width, height }: Size,
  { x = 0, y = 0, zoom = 1 }: Camera,
): Frame {
  const seen = { picture: new Uint8Array(picture.length), matte: new Uint8Array(matte.length) };
  const across = spotsOf(width, (at) => (at - width / 2) / zoom + width / 2 - x);
  const down = spotsOf(height, (at) => (at - height / 2) / zoom + height / 2 - y);
  for (const [row, below] of down.entries()) {
    for (const [column, right] of across.entries()) {
      const at = below.first * width + right.first;
      const read = (plane: Uint8Array, step: number, channel: number) => {
        const value = (offset: number) => plane[step * (at + offset) + channel] as number;
        const upper = value(0) * (1 - right.way) + value(1) * right.way;
        const lower = value(width) * (1 - right.way) + value(width + 1) * right.way;
        return Math.round(upper * (1 - below.way) + lower * below.way);
      };
      const to = row * width + column;
      seen.matte[to] = read(matte, 1, 0);
      for (let channel = 0; channel < 4; channel++)
        seen.picture[4 * to + channel] = read(picture, 4, channel);
    }
  }
  return seen;
}

/** Between which two of `length` pixels each lies, and the way to the second, 0..1. */
function spotsOf(length: number, place: (at: number) => number) {
  return Array.from({ length }, (_, at) => {
    const spot = Math.min(length - 1, Math.max(0, place(at)));
    const first = Math.min(length - 2, Math.floor(spot));
    return { first, way: spot - first };
  });
}

/** A rectangle of the frame, as shares of it. */
type Part = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Paints a part of a copy of the room. paint: changes nothing where it gives undefined. */
function painted(
  room: Uint8Array,
  { width, height }: Size,
  part: Part,
  paint: (x: number, y: number) => readonly [number, number, number],
): Uint8Array {
  const result = new Uint8Array(room);
  for (let y = Math.round(part.top * height); y < part.bottom * height; y++)
    for (let x = Math.round(part.left * width); x < part.right * width; x++)
      result.set(paint(x, y), 4 * (y * width + x));
  return result;
}

/** A screen that shows another picture several times a second. */
function withScreen(room: Uint8Array, time: number, size: Size): Uint8Array {
  const step = Math.floor(28 * time);
  const color = [40 + 60 * (step % 4), 60 + 50 * ((3 * step) % 4), 200 - 40 * (step % 3)] as const;
  const part = { left: 0.55, right: 0.85, top: 0.2, bottom: 0.5 };
  return painted(room, size, part, (x, y) => {
    const light = ((3 * x + 5 * y + 600 * time) >> 5) & 1 ? 1 : 0.6;
    return [color[0] * light, color[1] * light, color[2] * light];
  });
}

/** A curtain that never hangs still. */
function withCurtain(room: Uint8Array, time: number, size: Size): Uint8Array {
  const scale = 720 / size.height;
  const part = { left: 0.55, right: 0.85, top: 0, bottom: 1 };
  return painted(room, size, part, (x, y) => {
    const sway = 3 * Math.sin(9 * time + (y * scale) / 90);
    const fold = 0.5 + 0.5 * Math.sin(x * scale * 0.22 + sway);
    return [120 + 90 * fold, 110 + 60 * fold, 90 + 40 * fold];
  });
}

function withObject(room: Uint8Array, time: number, size: Size): Uint8Array {
  if (time < HALF / 2) return room;
  const part = { left: 0.6, right: 0.68, top: 0.55, bottom: 0.85 };
  return painted(room, size, part, () => [190, 60, 50]);
}

/** The room with the person's soft shadow on it, to the right of them. */
async function shadowed(
  room: Uint8Array,
  person: Person,
  actor: Actor,
  frame: number,
  size: Size,
): Promise<Uint8Array> {
  const aside = { ...actor, x: actor.x + 0.035 };
  const { matte } = stand(person, aside, { frame, phase: 0, room, size });
  const soft = await sharp(matte, { raw: { ...size, channels: 1 } })
    .blur(size.height / 60)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const result = new Uint8Array(room);
  for (let i = 0; i < soft.length; i++)
    for (let channel = 0; channel < 3; channel++)
      result[4 * i + channel] =
        (room[4 * i + channel] as number) * (1 - (0.3 * (soft[i] as number)) / 255);
  return result;
}
