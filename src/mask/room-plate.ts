import { type Arena, arrayBytes } from '../kernels/arena';
import { BLOCK, PERSON_SUMS, PLATE_BINS, PLATE_PLANES } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { RoomPlateJob } from '../kernels/jobs';
import type { Rect, Size } from '../shared/geometry';
import { sameRect } from './frame-memory';
import { smoothstep } from './smoothstep';

/**
 * Shares of the known room that is not as it was: over SUSPECT in two frames running it is another place, over CUT at
 * once. From SUSPECT on the plate is believed less, and from DISBELIEVED on not at all.
 */
const SUSPECT = 0.12;
const DISBELIEVED = 0.3;
const CUT = 0.5;

/** A learned picture of the room, which says where near the mask's edge the room is seen, and where it is not. */
export type RoomPlate = {
  /**
   * Learns the room of a frame, and gives the mask (0..1, of `region`) with what is known of the room before in it:
   * the same array, or another that the next call uses again. input: RGBA of the region. All lie in the arena.
   */
  apply(mask: Float32Array, input: Uint8Array, region: Rect): Float32Array;
  /** Forgets the room: nobody knows whether the camera still sees it. */
  forget(): void;
};

/** Bytes of its arrays for a size. */
function bytesOf({ width, height }: Size) {
  const count = width * height;
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  return {
    moved: 4 * count,
    colors: 6 * count,
    noise: 2 * count,
    seen: count,
    bits: PLATE_PLANES * 8 * Math.ceil(width / 64) * height,
    counts: 4 * blocks,
    trust: 4 * blocks,
    sums: 4 * PERSON_SUMS * blocks,
    bins: 12 * PLATE_BINS,
  };
}

/** Bytes that a plate takes of its arena. */
export function roomPlateBytes(size: Size): number {
  const job = 8 * Object.keys(new RoomPlateJob()).length;
  const arrays = [job, ...Object.values(bytesOf(size))];
  return arrays.reduce((sum, bytes) => sum + arrayBytes(bytes), 0);
}

/** Makes the stage for masks of one size; undefined where the kernels have no vectors. */
export function createRoomPlate({ width, height }: Size, arena: Arena): RoomPlate | undefined {
  const { roomPlateLearn: learn, roomPlateDecide: decide } = arena.kernels;
  if (!learn || !decide || width % 16 > 0) return undefined;
  const bytes = bytesOf({ width, height });
  const place = (length: number) => arena.bytes(length).byteOffset;
  const seen = arena.bytes(bytes.seen);
  const moved = arena.floats(width * height);
  const job = createJob(arena, RoomPlateJob, {
    moved: moved.byteOffset,
    colors: place(bytes.colors),
    noise: place(bytes.noise),
    seen: seen.byteOffset,
    bits: place(bytes.bits),
    counts: place(bytes.counts),
    trust: place(bytes.trust),
    sums: place(bytes.sums),
    bins: place(bytes.bins),
    width,
    height,
  });
  let shown: Rect | undefined;
  let turn = 0;
  /** Frames running in which too much of the room was not as before. */
  let suspect = 0;

  const forget = () => {
    seen.fill(0);
    suspect = 0;
  };

  return {
    apply: (mask, input, region) => {
      if (!shown || !sameRect(shown, region)) forget();
      shown = region;
      turn = 1 - turn;
      job.set({ mask: mask.byteOffset, input: input.byteOffset, turn });
      const changed = learn(job.at);
      suspect = changed > SUSPECT ? suspect + 1 : 0;
      if (changed > CUT || suspect > 1) forget();
      const calm = 1 - smoothstep(SUSPECT, DISBELIEVED, changed);
      if (calm === 0) return mask;
      moved.set(mask);
      job.set({ calm });
      decide(job.at);
      return moved;
    },
    forget,
  };
}
