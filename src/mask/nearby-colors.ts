import { BLOCK } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import { DIRECTIONS } from './directions';

/** How far around colours are looked for, in points of the grid, and in which of their rows: books are upright. */
const REACH = 16;
const ROWS = 2;
/** Probability up to which a point is surely room, where it is no more than DOUBT so many points beside it; the person's likewise. */
const SURE = 0.06;
const DOUBT = 0.1;
const BESIDE = 2;
/** Square of the distance, in codes of 255, up to which a colour is that of the room, and of how many points it must be. */
const ALIKE = 200;
const LEAST = 6;
/** The nearest colour of the person's is so many times as far, squared. */
const CLEARER = 4;
/** Least share of the person in a mixed colour, and how far apart, squared, two colours must be to tell it. */
const MIXED = 0.25;
const APART = 900;
/** What a point is. Room and person are bits. */
const UNKNOWN = 0;
const ROOM = 1;
const PERSON = 2;
const NEITHER = 4;

/** The colours around a point, and whose it has. */
export type NearbyColors = {
  /** Takes a frame. mask: 0..1; input: RGBA; both are looked at until the next. */
  show(mask: Float32Array, input: Uint8Array): void;
  /** Gathers the points around a block that are surely room, and the person's. left, top: its first point. */
  gather(left: number, top: number): void;
  /**
   * Whether a point of the block that was gathered last has a colour that is surely the room's near it, and neither the person's nor
   * mixed of both, as hair is.
   */
  areRooms(x: number, y: number): boolean;
};

/** For masks and inputs of a size. */
export function createNearbyColors({ width, height }: Size): NearbyColors {
  let mask: Float32Array;
  let input: Uint8Array;
  /** Points in sight of the one that is asked, and points around its block. */
  const rooms: number[] = [];
  const people: number[] = [];
  const known: Record<'room' | 'person', number[]> = { room: [], person: [] };
  /** What the points are that were looked at in this frame. */
  const kinds = new Uint8Array(width * height);

  /** How far the mask is from saying room, or the person. */
  const doubt = (i: number, isRoom: boolean): number => (isRoom ? mask[i] : 1 - mask[i]);

  const isSure = (x: number, y: number, isRoom: boolean): boolean => {
    const i = y * width + x;
    return (
      doubt(i, isRoom) < SURE &&
      (x < BESIDE || doubt(i - BESIDE, isRoom) < DOUBT) &&
      (x >= width - BESIDE || doubt(i + BESIDE, isRoom) < DOUBT) &&
      (y < BESIDE || doubt(i - BESIDE * width, isRoom) < DOUBT) &&
      (y >= height - BESIDE || doubt(i + BESIDE * width, isRoom) < DOUBT)
    );
  };

  /** Blocks near each other look at the same points: each is judged once a frame. */
  const kindOf = (x: number, y: number): number => {
    const i = y * width + x;
    if (kinds[i] === UNKNOWN)
      kinds[i] = isSure(x, y, true) ? ROOM : isSure(x, y, false) ? PERSON : NEITHER;
    return kinds[i];
  };

  /** Square of the distance of two points' colours. */
  const distance = (i: number, j: number): number => {
    const r = input[4 * j] - input[4 * i];
    const g = input[4 * j + 1] - input[4 * i + 1];
    const b = input[4 * j + 2] - input[4 * i + 2];
    return r * r + g * g + b * b;
  };

  const gather = (left: number, top: number) => {
    known.room.length = 0;
    known.person.length = 0;
    const bottom = Math.min(height, top + BLOCK + REACH);
    const right = Math.min(width, left + BLOCK + REACH);
    for (let y = Math.max(0, top - REACH); y < bottom; y += ROWS)
      for (let x = Math.max(0, left - REACH); x < right; x++) {
        const kind = kindOf(x, y);
        if (kind === ROOM) known.room.push(y * width + x);
        else if (kind === PERSON) known.person.push(y * width + x);
      }
  };

  /** Distance to the nearest colour of the room's; undefined where that is not clearly what is seen. */
  const toRoom = (i: number): number | undefined => {
    let room = ALIKE;
    let many = 0;
    for (const j of known.room) {
      const off = distance(i, j);
      if (off >= ALIKE) continue;
      many++;
      if (off < room) room = off;
    }
    if (many < LEAST) return undefined;
    for (const j of known.person) if (distance(i, j) <= CLEARER * room) return undefined;
    return room;
  };

  /** Finds the nearest points of room and of the person in each direction. */
  const lookAround = (x: number, y: number) => {
    rooms.length = 0;
    people.length = 0;
    for (const [right, down] of DIRECTIONS) {
      let missing = ROOM | PERSON;
      for (let n = 1; n <= REACH && missing !== 0; n++) {
        const [u, v] = [x + n * right, y + n * down];
        if (u < 0 || v < 0 || u >= width || v >= height) break;
        const found = kindOf(u, v) & missing;
        if (found === 0) continue;
        (found === ROOM ? rooms : people).push(v * width + u);
        missing -= found;
      }
    }
  };

  /** Square of the distance of a point's colour to the nearest that is mixed of two points' of room and person. */
  const toMixed = (i: number, room: number, person: number): number => {
    let [length, along] = [0, 0];
    for (let c = 0; c < 3; c++) {
      const way = input[4 * person + c] - input[4 * room + c];
      length += way * way;
      along += way * (input[4 * i + c] - input[4 * room + c]);
    }
    const share = along / length;
    if (length < APART || share < MIXED || share > 1) return Number.POSITIVE_INFINITY;
    return distance(i, room) - share * along;
  };

  const areRooms = (x: number, y: number): boolean => {
    const room = toRoom(y * width + x);
    if (room === undefined) return false;
    lookAround(x, y);
    const i = y * width + x;
    return !rooms.some((from) => people.some((to) => toMixed(i, from, to) <= room));
  };

  const show = (ofMask: Float32Array, ofInput: Uint8Array) => {
    mask = ofMask;
    input = ofInput;
    kinds.fill(UNKNOWN);
  };

  return { show, gather, areRooms };
}
