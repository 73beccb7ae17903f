/** See src/mask/room-plate.ts: a frame's share of what is learned, and what it says of the mask. */
import { RoomPlateJob } from '../../src/kernels/jobs';
import { readBand } from './room-plate-band';
import { judgeBlocks, sumPerson } from './room-plate-blocks';
import { decide } from './room-plate-decide';
import { findGain } from './room-plate-gain';
import { learn } from './room-plate-learn';

/** Learns the room of a frame. Returns the share of known room, 0..1, that is not as it was. */
export function roomPlateLearn(job: RoomPlateJob): f64 {
  readBand(job);
  learn(job, findGain(job));
  return judgeBlocks(job);
}

/** Moves the mask where the learned room says more. */
export function roomPlateDecide(job: RoomPlateJob): void {
  sumPerson(job);
  decide(job);
}
