import type {
  ArchSpansJob,
  DoubtInsideJob,
  ExtentJob,
  GuidedJob,
  MotionSearchJob,
  NoiseShrinkJob,
  RoomPlateJob,
  RunsJob,
  TemporalSmoothingJob,
  TrimapClampJob,
} from './jobs';
import type { JobPointer, Pointer } from './pointer';

/** Those of src/mask, each with the name of its stage. */
export type MaskKernels = {
  probabilities(bytes: Pointer, mask: Pointer, count: number): void;
  luma(input: Pointer, luma: Pointer, count: number): void;
  /** Returns how many runs there are. */
  runs(job: JobPointer<RunsJob>): number;
  /** Returns the sum of the mask. */
  extent(job: JobPointer<ExtentJob>): number;
  /** Returns how many spans there are. */
  archSpans(job: JobPointer<ArchSpansJob>): number;
  /** Returns how many points lie within patches. */
  doubtInside(job: JobPointer<DoubtInsideJob>): number;
  /** Returns the sum of the blocks' differences, in steps of luma. */
  motionSearch(job: JobPointer<MotionSearchJob>): number;
  temporalSmoothing(job: JobPointer<TemporalSmoothingJob>): void;
  /** Means of 2x2 points; width, a multiple of 8, and height, of 2, are those of what is halved. */
  halveMask(mask: Pointer, to: Pointer, width: number, height: number): void;
  halveInput(input: Pointer, to: Pointer, width: number, height: number): void;
  /** The trimap of each block itself; width: a multiple of BLOCK. */
  guidedBlocks(mask: Pointer, trimap: Pointer, width: number, height: number): void;
  guidedSolve(job: JobPointer<GuidedJob>): void;
  guidedMean(job: JobPointer<GuidedJob>): void;
  trimapClamp(job: JobPointer<TrimapClampJob>): void;
  noiseShrink(job: JobPointer<NoiseShrinkJob>): void;
};

/** Those that there are with vectors only: in JavaScript they would cost more than they are worth. */
export type PlateKernels = {
  /** Returns the share of the known room, 0..1, that is not as it was. */
  roomPlateLearn(job: JobPointer<RoomPlateJob>): number;
  roomPlateDecide(job: JobPointer<RoomPlateJob>): void;
};
