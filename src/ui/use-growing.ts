import { useEffect, useState } from 'preact/hooks';

/** What a popup shows at first, and what is made between two of its frames. */
const FIRST = 12;
const STEP = 40;

/** How many of so many things are made by now: the first at once, the others while nothing else is to be done. */
export function useGrowing(total: number): number {
  const [made, setMade] = useState(FIRST);
  useEffect(() => {
    if (made >= total) return undefined;
    const more = requestIdleCallback(() => setMade(made + STEP), { timeout: 500 });
    return () => cancelIdleCallback(more);
  }, [made, total]);
  return made;
}
