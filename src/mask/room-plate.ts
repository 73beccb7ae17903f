import { type Arena, arrayBytes } from '../kernels/arena';
import { BLOCK, PERSON_SUMS, PLATE_BINS, PLATE_PAD } from '../kernels/constants';
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

/** Bytes that a plate takes of its arena. */
export function roomPlateBytes({ width, height }: Size): number {
  const count = width * height;
  const padded = (width + 2 * PLATE_PAD) * height;
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  const arrays = [
    ...[6 * count, 2 * count, count, 4 * count],
    ...[padded, padded, padded, count, count],
    ...[4 * blocks, 4 * blocks, 4 * blocks, 4 * PERSON_SUMS * blocks, 12 * PLATE_BINS],
    8 * Object.keys(new RoomPlateJob()).length,
  ];
  return arrays.reduce((sum, bytes) => sum + arrayBytes(bytes), 0);
}

/** Makes the stage for masks of one size; undefined where the kernels have no vectors. */
export function createRoomPlate({ width, height }: Size, arena: Arena): RoomPlate | undefined {
  const { roomPlateLearn: learn, roomPlateDecide: decide } = arena.kernels;
  if (!learn || !decide || width % 16 > 0) return undefined;
  const count = width * height;
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  const seen = arena.bytes(count);
  const moved = arena.floats(count);
  const place = (bytes: number) => arena.bytes(bytes).byteOffset;
  const padded = (width + 2 * PLATE_PAD) * height;
  const job = createJob(arena, RoomPlateJob, {
    moved: moved.byteOffset,
    colors: place(6 * count),
    noise: place(2 * count),
    seen: seen.byteOffset,
    person: place(padded),
    room: place(padded),
    widened: place(padded),
    nearPerson: place(count),
    nearRoom: place(count),
    good: place(4 * blocks),
    known: place(4 * blocks),
    trust: place(4 * blocks),
    sums: place(4 * PERSON_SUMS * blocks),
    bins: place(12 * PLATE_BINS),
    width,
    height,
  });
  let shown: Rect | undefined;
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
      job.set({ mask: mask.byteOffset, input: input.byteOffset });
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
