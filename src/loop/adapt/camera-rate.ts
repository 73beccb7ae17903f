import { quantile } from '../../shared/quantile';

/** Counts the frames that a camera makes by the times of those that were taken. */
export type CameraRate = {
  /** A frame was taken. timestamp: the camera's, in microseconds. */
  read(timestamp: number): void;
  /** Frames that the camera has made since the last count, with those between that nobody took. */
  count(): number;
};

/** Distances between frames by which a camera's own rhythm is known. */
const CAPACITY = 128;
/** Some come at once after a hiccup, and many may be far apart as every other one is left out. */
const FIRST_GUESS = 0.25;
/** So often the guess is fitted to all distances. */
const FITS = 3;
/** A camera that stood still has made none meanwhile, in microseconds. */
const PAUSE_US = 1e6;

export function createCameraRate(): CameraRate {
  const distances = new Float64Array(CAPACITY);
  let known = 0;
  let next = 0;
  let before: number | undefined;
  /** Distances since the last count; few enough that nothing of them is lost. */
  let fresh: number[] = [];

  return {
    read: (timestamp) => {
      const distance = before === undefined ? 0 : timestamp - before;
      before = timestamp;
      fresh.push(distance);
      if (distance <= 0 || distance > PAUSE_US) return;
      distances[next] = distance;
      next = (next + 1) % CAPACITY;
      known = Math.min(CAPACITY, known + 1);
    },
    count: () => {
      const rhythm = rhythmOf(distances.subarray(0, known));
      const made = fresh.map((distance) =>
        rhythm > 0 && distance <= PAUSE_US ? Math.max(1, Math.round(distance / rhythm)) : 1,
      );
      fresh = [];
      return made.reduce((sum, each) => sum + each, 0);
    },
  };
}

/** The distance of which all are about a multiple, in their unit; 0 for none. */
function rhythmOf(distances: Float64Array): number {
  if (distances.length === 0) return 0;
  const sum = distances.reduce((total, distance) => total + distance, 0);
  let rhythm = quantile(distances, FIRST_GUESS);
  for (let fit = 0; fit < FITS; fit++) {
    const steps = distances.reduce(
      (total, distance) => total + Math.max(1, Math.round(distance / rhythm)),
      0,
    );
    rhythm = sum / steps;
  }
  return rhythm;
}
