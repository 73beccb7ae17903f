import type { ModelVariantName } from '../../src/shared/model-variants';

/** What is compared: the engine of our own in both builds, and the runtime to fall back on. */
export type Candidate = 'own, relaxed' | 'own, plain' | 'tasks-vision';

/** A picture, RGBA in base64, of the variant's input size. */
export type Task = { readonly variant: ModelVariantName; readonly picture: string };

export type EnginesJob = Task & {
  readonly candidates: readonly Candidate[];
  /** Runs of each at the variant, in turns. */
  readonly rounds: number;
};

export type Runs = {
  readonly candidate: Candidate;
  /** Milliseconds of each run after the warm-up. */
  readonly milliseconds: readonly number[];
  /** How far its mask is from that of the last candidate at most, of 255. */
  readonly apart: number;
};

export type StartJob = Task & { readonly candidate: Candidate };

declare global {
  interface Window {
    /** Times the candidates in turns, in one worker. */
    timeRuns(job: EnginesJob): Promise<Runs[]>;
    /** Milliseconds in a new worker from nothing to the first mask. */
    timeStart(job: StartJob): Promise<number>;
  }
}
