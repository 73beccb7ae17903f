import { BLOCK } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks } from './guided-blocks';

/** Up to this probability the mask takes a point for room; the matte is looked at where it says so much more. */
const LEANS = 0.3;
const MORE = 0.2;
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
/** In each frame one of so many blocks is looked at; what was found there holds till its next turn. */
export const TURNS = 4;
/** What a point is. Room and person are bits. */
const UNKNOWN = 0;
const ROOM = 1;
const PERSON = 2;
const NEITHER = 4;
const DIRECTIONS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

/** Corrects the coefficients of a matte, in place. mask: 0..1; input: RGBA; all of the grid. */
export type RoomColors = (
  mask: Float32Array,
  input: Uint8Array,
  coefficients: Float32Array,
) => void;

/**
 * In each window of the guided filter the matte is one linear function of colour. Before shelves, where a window has
 * more colours than that can tell apart, it takes books for the person: streaks beside the shoulder. So the mask, the
 * matte and the colours around a point vote. Where the mask says room, the matte does not, and the point has a colour
 * that is surely the room's near it, and neither the person's nor mixed with theirs, as hair is, the matte becomes the
 * mask. It is never raised so. size: of the grid, whose width is a multiple of BLOCK. blocks: as the filter has read them.
 */
export function createRoomColors(
  { width, height }: Size,
  { levels, across }: Pick<GuidedBlocks, 'levels' | 'across'>,
): RoomColors {
  let mask: Float32Array;
  let input: Uint8Array;
  /** Points in sight of the one that is asked, and points around its block. */
  const rooms: number[] = [];
  const people: number[] = [];
  const known: Record<'room' | 'person', number[]> = { room: [], person: [] };
  const count = width * height;
  /** What was said of each point: 1 for room, -1 for not, 0 for one that was not asked. */
  const votes = new Int8Array(count);
  /** The blocks with points that were asked. */
  const asked = new Set<number>();
  let turn = 0;
  /** What the points are that were looked at in this frame. */
  const kinds = new Uint8Array(count);

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

  /** Gathers the points around a block that are surely room, and the person's. */
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

  const isRooms = (x: number, y: number): boolean => {
    const room = toRoom(y * width + x);
    if (room === undefined) return false;
    lookAround(x, y);
    const i = y * width + x;
    return !rooms.some((from) => people.some((to) => toMixed(i, from, to) <= room));
  };

  /** Of the points around one that were asked, more say room. */
  const isAgreed = (i: number): boolean => {
    const x = i % width;
    let sum = 0;
    for (let row = Math.max(0, i - x - width); row <= i - x + width && row < count; row += width)
      for (let at = row + Math.max(0, x - 1); at <= row + Math.min(width - 1, x + 1); at++)
        sum += votes[at];
    return sum > 0;
  };

  /** Runs over the points of a block. */
  const visit = (block: number, each: (x: number, y: number) => void) => {
    const left = (block % across) * BLOCK;
    const top = Math.floor(block / across) * BLOCK;
    for (let y = top; y < Math.min(height, top + BLOCK); y++)
      for (let x = left; x < left + BLOCK; x++) each(x, y);
  };

  /** How much more the matte says of a point than the mask does. */
  const excess = (to: Float32Array, i: number): number => {
    const at = 4 * i;
    const slopes = to[at] * input[at] + to[at + 1] * input[at + 1] + to[at + 2] * input[at + 2];
    return to[at + 3] + slopes / 255 - mask[i];
  };

  /** Asks the points of a block that the mask takes for room, and the matte does not. */
  const ask = (block: number, coefficients: Float32Array) => {
    let isGathered = false;
    visit(block, (x, y) => {
      const i = y * width + x;
      if (mask[i] > LEANS || excess(coefficients, i) < MORE) return;
      if (!isGathered) gather((block % across) * BLOCK, Math.floor(block / across) * BLOCK);
      isGathered = true;
      votes[i] = isRooms(x, y) ? 1 : -1;
    });
    if (isGathered) asked.add(block);
  };

  const forget = (block: number) => {
    if (asked.delete(block))
      visit(block, (x, y) => votes.fill(0, y * width + x, y * width + x + 1));
  };

  return (ofMask, ofInput, coefficients) => {
    mask = ofMask;
    input = ofInput;
    kinds.fill(UNKNOWN);
    turn = (turn + 1) % TURNS;
    for (let block = turn; block < levels.length; block += TURNS) {
      forget(block);
      if (levels[block] >= AT_EDGE - 1) ask(block, coefficients);
    }
    for (const block of asked)
      visit(block, (x, y) => {
        const i = y * width + x;
        if (votes[i] !== 1 || mask[i] > LEANS || excess(coefficients, i) <= 0 || !isAgreed(i))
          return;
        coefficients.fill(0, 4 * i, 4 * i + 3);
        coefficients[4 * i + 3] = mask[i];
      });
  };
}
