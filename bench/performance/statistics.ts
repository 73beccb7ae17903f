import { median } from '../../src/shared/quantile';

/** Repeats of one figure. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

/** undefined when nothing was measured. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
