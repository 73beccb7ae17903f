import { BLOCK } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks } from './guided-blocks';
import { createNearbyColors } from './nearby-colors';

/** Up to this probability the mask takes a point for room; the matte is looked at where it says so much more. */
const LEANS = 0.3;
const MORE = 0.2;
/** In each frame one of so many blocks is looked at; what was found there holds till its next turn. */
export const TURNS = 4;

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
  const count = width * height;
  /** What was said of each point: 1 for room, -1 for not, 0 for one that was not asked. */
  const votes = new Int8Array(count);
  /** The blocks with points that were asked. */
  const asked = new Set<number>();
  let turn = 0;
  const colors = createNearbyColors({ width, height });

  /** Of the points around one that were asked, more say room. */
  const isAgreed = (i: number): boolean => {
    const x = i % width;
    let sum = 0;
    for (let row = Math.max(0, i - x - width); row <= i - x + width && row < count; row += width)
      for (let at = row + Math.max(0, x - 1); at <= row + Math.min(width - 1, x + 1); at++)
        sum += votes[at];
    return sum > 0;
  };

  /** Calls back with the first point of each row of a block. */
  const visit = (block: number, row: (first: number) => void) => {
    const left = (block % across) * BLOCK;
    const top = Math.floor(block / across) * BLOCK;
    const bottom = Math.min(height, top + BLOCK);
    for (let y = top; y < bottom; y++) row(y * width + left);
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
    visit(block, (first) => {
      for (let i = first; i < first + BLOCK; i++) {
        if (mask[i] > LEANS || excess(coefficients, i) < MORE) continue;
        if (!isGathered)
          colors.gather((block % across) * BLOCK, Math.floor(block / across) * BLOCK);
        isGathered = true;
        votes[i] = colors.areRooms(i % width, Math.floor(i / width)) ? 1 : -1;
      }
    });
    if (isGathered) asked.add(block);
  };

  const forget = (block: number) => {
    if (asked.delete(block)) visit(block, (first) => votes.fill(0, first, first + BLOCK));
  };

  return (ofMask, ofInput, coefficients) => {
    mask = ofMask;
    input = ofInput;
    colors.show(mask, input);
    turn = (turn + 1) % TURNS;
    for (let block = turn; block < levels.length; block += TURNS) {
      forget(block);
      if (levels[block] >= AT_EDGE - 1) ask(block, coefficients);
    }
    for (const block of asked)
      visit(block, (first) => {
        for (let i = first; i < first + BLOCK; i++) {
          if (votes[i] !== 1 || mask[i] > LEANS || excess(coefficients, i) <= 0 || !isAgreed(i))
            continue;
          coefficients.fill(0, 4 * i, 4 * i + 3);
          coefficients[4 * i + 3] = mask[i];
        }
      });
  };
}
