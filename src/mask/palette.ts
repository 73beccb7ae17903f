import type { Size } from '../shared/geometry';

/** A colour is told by its upper bits: so many a channel, of eight. */
const BITS = 5;
const LEVELS = 1 << BITS;
const COLORS = LEVELS ** 3;
/** A point with a probability below SURE is surely room, where it is no more than DOUBT so many points beside it; the person's likewise. */
const SURE = 0.06;
const DOUBT = 0.1;
const BESIDE = 2;
/** So many frames make a palette; each gives every second point of every eighth row. */
export const TURNS = 4;
const ROWS = 2 * TURNS;
const COLUMNS = 2;
/** So many points of the room have a colour of its own, give or take a level, and up to this part of as many of the person's. */
const LEAST = 6;
const SHARE = 0.03;
/** Of the room's points there are fewer than this in all. */
const PERSON = 65_536;

/** The colours that only the room has, of all that a picture shows. */
export type Palette = {
  /** Takes the next frame. mask: 0..1; input: RGBA; both of the palette's size. */
  see(mask: Float32Array, input: Uint8Array): void;
  /** True for a point of the input whose colour many points of the room have, and hardly any of the person. */
  isRooms(input: Uint8Array, point: number): boolean;
  forget(): void;
};

/** Makes an empty palette, in which no colour is the room's. */
export function createPalette({ width, height }: Size): Palette {
  /** Points by colour, the room's, and PERSON for each of the person's: of the palette, and of the frames since. */
  let known = new Uint32Array(COLORS);
  let counts = new Uint32Array(COLORS);
  let turn = 0;

  const isRoomAround = (mask: Float32Array, i: number): boolean =>
    mask[i - BESIDE] <= DOUBT &&
    mask[i + BESIDE] <= DOUBT &&
    mask[i - BESIDE * width] <= DOUBT &&
    mask[i + BESIDE * width] <= DOUBT;

  const isPersonAround = (mask: Float32Array, i: number): boolean =>
    mask[i - BESIDE] >= 1 - DOUBT &&
    mask[i + BESIDE] >= 1 - DOUBT &&
    mask[i - BESIDE * width] >= 1 - DOUBT &&
    mask[i + BESIDE * width] >= 1 - DOUBT;

  const count = (mask: Float32Array, input: Uint8Array) => {
    for (let y = BESIDE + 2 * turn; y < height - BESIDE; y += ROWS) {
      const end = (y + 1) * width - BESIDE;
      for (let i = y * width + BESIDE + (turn & 1); i < end; i += COLUMNS) {
        const p = mask[i];
        if (p < SURE) {
          if (isRoomAround(mask, i)) counts[colorAt(input, i)]++;
        } else if (p > 1 - SURE && isPersonAround(mask, i)) counts[colorAt(input, i)] += PERSON;
      }
    }
  };

  const forget = () => {
    counts.fill(0);
    known.fill(0);
    turn = 0;
  };

  return {
    see: (mask, input) => {
      count(mask, input);
      turn = (turn + 1) % TURNS;
      if (turn > 0) return;
      [known, counts] = [counts, known];
      counts.fill(0);
    },
    isRooms: (input, point) => {
      const sum = around(known, input, 4 * point);
      const room = sum % PERSON;
      return room >= LEAST && sum <= room + SHARE * room * PERSON;
    },
    forget,
  };
}

/** The number of a point's colour. */
function colorAt(input: Uint8Array, i: number): number {
  const rest = 8 - BITS;
  const at = 4 * i;
  return (
    ((input[at] >> rest) << (2 * BITS)) |
    ((input[at + 1] >> rest) << BITS) |
    (input[at + 2] >> rest)
  );
}

/** Sums up the counts of a colour and of those one level beside it, in every channel. at: of its first byte. */
function around(counts: Uint32Array, input: Uint8Array, at: number): number {
  const rest = 8 - BITS;
  const [r, g, b] = [input[at] >> rest, input[at + 1] >> rest, input[at + 2] >> rest];
  const [lastR, lastG, lastB] = [end(r), end(g), end(b)];
  let sum = 0;
  for (let u = start(r); u <= lastR; u++)
    for (let v = start(g); v <= lastG; v++) {
      const row = ((u << BITS) | v) << BITS;
      for (let w = start(b); w <= lastB; w++) sum += counts[row + w];
    }
  return sum;
}

/** The levels beside one. */
const start = (level: number) => Math.max(0, level - 1);
const end = (level: number) => Math.min(LEVELS - 1, level + 1);
