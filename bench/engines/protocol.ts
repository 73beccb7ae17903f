import type { EngineName } from '../../src/shared/engine-name';
import type { ModelVariantName } from '../../src/shared/model-variants';

export type EnginesJob = {
  readonly variants: readonly ModelVariantName[];
  /** Runs of each engine at each variant, in turns. */
  readonly rounds: number;
};

/** All in ms. */
export type EngineTimes = {
  /** From nothing to the first mask. */
  readonly load: number;
  /** Of each run after the warm-up. */
  readonly runs: readonly number[];
};

export type VariantTimes = {
  readonly variant: ModelVariantName;
  readonly engines: Readonly<Record<EngineName, EngineTimes>>;
};

declare global {
  interface Window {
    /** Times the engines in a worker, one variant after the other. */
    timeEngines(job: EnginesJob): Promise<VariantTimes[]>;
  }
}
