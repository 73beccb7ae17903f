/** See src/mask/room-plate.ts: a frame's share of what is learned, and what it says of the mask. */
import { RoomPlateJob } from '../../src/kernels/jobs';
import { readBand } from './room-plate-band';
import { judgeBlocks, sumPerson } from './room-plate-blocks';
import { decide } from './room-plate-decide';
import { findGain } from './room-plate-gain';
import { learn } from './room-plate-learn';
import { readPlaces } from './room-plate-places';

/** Learns the room of a frame. Returns the share of known room, 0..1, that is not as it was. */
export function roomPlateLearn(job: RoomPlateJob): f64 {
  readPlaces(job);
  readBand();
  learn(findGain(), <i32>job.turn);
  return judgeBlocks();
}

/** Moves the mask where the learned room says more. Comes after roomPlateLearn. */
export function roomPlateDecide(job: RoomPlateJob): void {
  readPlaces(job);
  sumPerson();
  decide(<f32>job.calm);
}
