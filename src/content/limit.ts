/** Lets so many through at once, and so many a second in the long run. True for one that may pass at `now`, ms. */
export function createLimit(atOnce: number, perSecond: number): (now?: number) => boolean {
  let left = atOnce;
  let since = 0;
  return (now = performance.now()) => {
    left = Math.min(atOnce, left + ((now - since) * perSecond) / 1000);
    since = now;
    if (left < 1) return false;
    left--;
    return true;
  };
}
