import type { Arena } from '../kernels/arena';
import { BLOCK, SURE_BACKGROUND, SURE_FOREGROUND } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { TrimapClampJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks, type Run } from './guided-blocks';

/** What a point's mask is not sure to be. */
const NO_ROOM = 1;
const NO_PERSON = 2;

/** Clamps a matte's coefficients, in place, to what the mask says around each point; both in the arena. */
export type TrimapClamp = (mask: Float32Array, coefficients: Float32Array) => void;

/**
 * Makes the stage. The windows of the guided filter reach further than any hair: what looks like the
 * person far from the mask's edge is the background, such as a line of a window or a shelf. Points with a
 * mask of background, or of person, all around them are made so. reach: how far around, in grid points, up
 * to 4; the width is a multiple of 4. blocks: as the guided filter has read them; elsewhere it made the
 * points so itself.
 */
export function createTrimapClamp(
  { width, height }: Size,
  reach: number,
  blocks: GuidedBlocks,
  arena: Arena,
): TrimapClamp {
  const { kernels } = arena;
  if (kernels && width % BLOCK === 0) {
    const job = createJob(arena, TrimapClampJob, {
      levels: blocks.levels.byteOffset,
      scratch: arena.ints(BLOCK + 2 * reach).byteOffset,
      width,
      height,
      reach,
      level: AT_EDGE - 1,
    });
    return (mask, coefficients) => {
      job.set({ mask: mask.byteOffset, coefficients: coefficients.byteOffset });
      kernels.trimapClamp(job.at);
    };
  }
  // Words of four points: a shift by a byte is a step along the row.
  const own = new Uint8Array(width * height);
  const ownWords = new Int32Array(own.buffer);
  const around = new Uint8Array(width * height);
  const aroundWords = new Int32Array(around.buffer);
  const wordsAcross = width / 4;
  let mask: Float32Array;
  let coefficients: Float32Array;

  const judge: Run = (top, bottom, left, right) => {
    for (let y = top; y < bottom; y++) {
      for (let i = y * width + left; i < y * width + right; i++) {
        const value = mask[i];
        own[i] =
          (value >= SURE_BACKGROUND ? NO_ROOM : 0) | (value <= SURE_FOREGROUND ? NO_PERSON : 0);
      }
    }
  };

  /** Joins what the points beside each one hold. */
  const joinRows: Run = (top, bottom, left, right) => {
    for (let y = top; y < bottom; y++) {
      const start = y * wordsAcross;
      for (let i = start + left / 4; i < start + right / 4; i++) {
        const before = i > start ? ownWords[i - 1] : 0;
        const word = ownWords[i];
        const after = i < start + wordsAcross - 1 ? ownWords[i + 1] : 0;
        let bits = word;
        for (let shift = 8; shift <= 8 * reach; shift += 8) {
          const rest = 32 - shift;
          bits |= rest ? (word << shift) | (before >>> rest) : before;
          bits |= rest ? (word >>> shift) | (after << rest) : after;
        }
        aroundWords[i] = bits;
      }
    }
  };

  const holdRows: Run = (top, bottom, left, right) => {
    for (let y = top; y < bottom; y++) {
      const first = Math.max(0, y - reach) * wordsAcross;
      const last = Math.min(height - 1, y + reach) * wordsAcross;
      for (let x = left; x < right; x += 4) {
        let word = 0;
        for (let row = first; row <= last; row += wordsAcross) word |= aroundWords[row + x / 4];
        if (word === 0x03030303) continue;
        for (let i = y * width + x; i < y * width + x + 4; i++, word >>>= 8) {
          const bits = word & 3;
          if (bits === (NO_ROOM | NO_PERSON)) continue;
          coefficients[4 * i] = 0;
          coefficients[4 * i + 1] = 0;
          coefficients[4 * i + 2] = 0;
          coefficients[4 * i + 3] = bits & NO_ROOM ? 1 : 0;
        }
      }
    }
  };

  return (newMask, newCoefficients) => {
    mask = newMask;
    coefficients = newCoefficients;
    blocks.visit(AT_EDGE - 2, judge);
    blocks.visit(AT_EDGE - 2, joinRows);
    blocks.visit(AT_EDGE - 1, holdRows);
  };
}
