import sharp from 'sharp';
import type { Size } from '../../src/shared/geometry';
import { over, stand } from './calls';
import { type Pair, readPairs } from './pairs';
import { cutOut, emptyRoom, type Person } from './people';
import { framesOf, noisy, type Sequence } from './sequence';
import { boxOf } from './sway';

/** What people hold, drawn in a square of 100x100. */
const THINGS = {
  cup: `<rect x="20" y="25" width="50" height="60" rx="6" fill="#f2f2ee"/>
    <path d="M70 38h12a12 12 0 0 1 0 30H70" fill="none" stroke="#f2f2ee" stroke-width="7"/>
    <rect x="20" y="25" width="14" height="60" fill="#d8d8d2"/>`,
  phone: `<rect x="28" y="8" width="44" height="86" rx="7" fill="#15161a"/>
    <rect x="32" y="16" width="36" height="68" fill="#2c3340"/>`,
  paper: `<rect x="8" y="2" width="78" height="96" fill="#fafafa"/>
    <path d="M18 18h56M18 32h50M18 46h56" stroke="#999" stroke-width="4"/>`,
  book: `<rect x="8" y="6" width="76" height="88" fill="#8c2f2a"/>
    <rect x="18" y="20" width="54" height="16" fill="#e8d9a8"/>`,
} as const;

/** Side of the square, and the height of its middle over the person's box, as shares of that. */
const SIDE = 0.22;
const MIDDLE = 0.55;
/** Part of the square that is before the person; the rest is beside. */
const BEFORE = 0.35;
/** The thing is raised from below the frame in this share of the frames, the first ones; or it is there all along. */
const RAISED = 0.3;
const KINDS: readonly { readonly kind: string; readonly svg: string; readonly raised: number }[] = [
  ...Object.entries(THINGS).map(([kind, svg]) => ({ kind, svg, raised: RAISED })),
  { kind: 'cup all along', svg: THINGS.cup, raised: 0 },
];
const ACTOR = { share: 0.9, x: 0.45 };
const NOISE = 2;
const SEED_STEP = 1000;

/** Every second photo's person with something in the hand, which moves with them. */
export async function thingSequences(
  folder: string,
  size: Size,
  frames: number,
): Promise<Sequence[]> {
  const pairs = await readPairs(folder);
  return KINDS.flatMap(({ kind, svg, raised }) =>
    pairs.flatMap((pair, index) => {
      if (index % 2 === 1) return [];
      const make = () => makeHeld({ svg, raised }, { pairs, index }, size, frames);
      return [{ name: `${kind} ${pair.id}`, kind, size, make }];
    }),
  );
}

type Cast = { readonly pairs: readonly Pair[]; readonly index: number };

type Thing = Omit<(typeof KINDS)[number], 'kind'>;

async function makeHeld(
  { svg, raised }: Thing,
  { pairs, index }: Cast,
  size: Size,
  frames: number,
) {
  const pairAt = (step: number) => pairs[(index + step) % pairs.length] as Pair;
  const person = await cutOut(pairAt(0), ACTOR.share, size);
  const thing = await held(svg, person);
  const room = await emptyRoom(pairAt(2), size);
  return framesOf(frames, async (frame) => {
    const at = { frame, phase: index, size };
    const below = raised > 0 ? Math.max(0, 1 - frame / (raised * frames)) * size.height : 0;
    const low = { ...thing, foot: { x: thing.foot.x, y: thing.foot.y - below } };
    const body = stand(person, ACTOR, { ...at, room });
    const front = stand(low, ACTOR, { ...at, room: body.picture });
    const matte = front.matte.map((value, i) => over(value, body.matte[i] as number));
    const picture = noisy(front.picture, NOISE, SEED_STEP * index + frame);
    return { picture, matte, thing: front.matte };
  });
}

/** The thing alone, as a cut-out that stands where the person stands: at the right of their body. */
async function held(svg: string, { cutout, foot, width }: Person): Promise<Person> {
  const { size, matte } = cutout;
  const box = boxOf(matte, size) ?? { x: 0, y: 0, ...size };
  const side = Math.round(SIDE * box.height);
  const middle = Math.round(box.y + MIDDLE * box.height);
  const row = matte.subarray(middle * size.width, middle * size.width + box.x + box.width);
  const left = row.findLastIndex((value) => value >= 128) - Math.round(BEFORE * side);
  const top = middle - (side >> 1);
  const wide = { width: Math.max(size.width, left + side), height: size.height };
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">${svg}</svg>`;
  const transparent = { r: 0, g: 0, b: 0, alpha: 0 };
  const picture = await sharp({ create: { ...wide, channels: 4, background: transparent } })
    .composite([{ input: Buffer.from(drawn), left, top }])
    .raw()
    .toBuffer();
  const opacity = new Uint8Array(wide.width * wide.height).map((_, i) => picture[4 * i + 3] ?? 0);
  return {
    cutout: { size: wide, picture: new Uint8Array(picture), matte: opacity },
    foot,
    width,
  };
}
