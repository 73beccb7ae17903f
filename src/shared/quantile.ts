/**
 * The value below which the share (0..1) of the values lies, by linear interpolation between the two next to it
 * (type 7 of Hyndman and Fan: "Sample Quantiles in Statistical Packages", 1996); NaN for none.
 */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The middle one of the values, or the mean of the two in the middle; NaN for none. */
export function median(values: Iterable<number>): number {
  return quantile(values, 0.5);
}
