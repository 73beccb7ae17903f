import type {
  BackgroundJob,
  BoxBlurJob,
  EnlargeJob,
  ForegroundJob,
  LightWrapJob,
  LocalBackgroundJob,
  PlaneInputJob,
  PlaneMatteJob,
} from './jobs';
import type { JobPointer, Pointer } from './pointer';

/** Those of src/compositor/planes, each with the name of its stage. */
export type PlaneKernels = {
  boxBlur(job: JobPointer<BoxBlurJob>): void;
  background(job: JobPointer<BackgroundJob>): void;
  planeMatte(job: JobPointer<PlaneMatteJob>): void;
  enlarge(job: JobPointer<EnlargeJob>): void;
  localBackground(job: JobPointer<LocalBackgroundJob>): void;
  foreground(job: JobPointer<ForegroundJob>): void;
  lightWrap(job: JobPointer<LightWrapJob>): void;
  planeInput(job: JobPointer<PlaneInputJob>): void;
  /** count: pairs. */
  chromaSplit(pairs: Pointer, u: Pointer, v: Pointer, count: number): void;
};
