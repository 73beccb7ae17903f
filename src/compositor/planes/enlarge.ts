import type { Arena } from '../../kernels/arena';
import { DITHER_SIDE, ENLARGE_BITS, TILE } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { EnlargeJob } from '../../kernels/jobs';
import type { Size } from '../../shared/geometry';
import { ditherAt } from '../dither';
import { type Enlarger, reduced } from './small-picture';
import { QUARTER_TILE } from './tiles';

/** The least scale of a small picture, for which the arrays are long enough. */
const SCALE = 4;
/** Pixels that the kernel draws at once, and the most that it makes of one. */
const EIGHT = DITHER_SIDE;

/** Makes the enlarger for frames of one size. arena: that of the planes to draw into. */
export function createEnlarger(frame: Size, arena: Arena): Enlarger {
  const { kernels } = arena;
  const { width, height } = reduced(frame, SCALE);
  const plane = () => arena.floats(width * height);
  const [y, u, v] = [plane(), plane(), plane()];
  const job = createJob(arena, EnlargeJob, {
    line: arena.bytes(4 * width + 128).byteOffset,
    tables: writeTables(arena.bytes(3 * 48 + 2 * DITHER_SIDE ** 2)),
  });
  // The tiles come from anywhere, as the small picture does.
  const trimap = arena.bytes((width * height) / QUARTER_TILE ** 2);

  return (small, into, tiles) => {
    trimap.set(tiles.trimap);
    const { across, down } = tiles;
    job.set({ trimap: trimap.byteOffset, across, down, width: small.width, height: small.height });
    const draw = (from: Float32Array, copy: Float32Array, to: Uint8Array, part: 1 | 2) => {
      copy.set(from);
      job.set({
        from: copy.byteOffset,
        to: to.byteOffset,
        tile: TILE / part,
        bits: Math.log2(small.scale / part),
      });
      kernels.enlarge(job.at);
    };
    draw(small.y, y, into.y, 1);
    draw(small.u, u, into.u, 2);
    draw(small.v, v, into.v, 2);
  };
}

/**
 * For small pixels of 2, 4 and 8 pixels, three vectors each: which byte of a row's values and of its
 * steps eight pixels read, and how far they lie from the middle of theirs, in 2⁻¹⁵ of a step. Behind
 * them the dither pattern. Returns where they begin.
 */
function writeTables({ buffer, byteOffset }: Uint8Array<ArrayBuffer>): number {
  for (const bits of [1, 2, 3]) {
    const count = 2 ** bits;
    const at = byteOffset + 48 * (bits - 1);
    const bytes = new Uint8Array(buffer, at, 32);
    const ways = new Int16Array(buffer, at + 32, EIGHT);
    for (let i = 0; i < EIGHT; i++) {
      const value = 2 * (i >> bits);
      const step = 2 * ((i + count / 2) >> bits);
      bytes.set([value, value + 1], 2 * i);
      bytes.set([step, step + 1], 16 + 2 * i);
      ways[i] = ((2 * (i % count) + 1 - count) / (2 * count)) * 2 ** 15;
    }
  }
  const dither = new Int16Array(buffer, byteOffset + 3 * 48, DITHER_SIDE ** 2);
  for (let i = 0; i < dither.length; i++)
    dither[i] = 2 ** ENLARGE_BITS * ditherAt(i % DITHER_SIDE, Math.floor(i / DITHER_SIDE));
  return byteOffset;
}
