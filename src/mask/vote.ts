import type { createComponents } from './components';

/** A look does not reach there. */
export const UNSEEN = -1;

/** The last two looks at somebody, over the whole frame: probabilities, or UNSEEN. */
export type Looks = { readonly seen: Float32Array; readonly seenBefore: Float32Array };

/**
 * Decides by three votes at each point: the whole look's, which is the mask (0..1, in the arena) and is changed, and those
 * of two looks at a part. What one alone shows is not shown, and what one alone loses stays. Nothing is taken from the
 * largest person, of whom such a look shows a part at most.
 */
export type Vote = (mask: Float32Array, looks: readonly Looks[]) => void;

export function createVote(components: ReturnType<typeof createComponents>): Vote {
  /** Takes away what no look at a part has seen where both could. */
  const lower = (mask: Float32Array, { seen, seenBefore }: Looks) => {
    const { list, visit } = components(mask, 0.1, 1);
    const largest = list.reduce((most, { area }) => Math.max(most, area), 0);
    for (const [i, { area }] of list.entries()) {
      if (area === largest) continue;
      visit(i, (first, last) => {
        for (let j = first; j < last; j++)
          if (seen[j] >= 0 && seenBefore[j] >= 0)
            mask[j] = Math.min(mask[j], Math.max(seen[j], seenBefore[j]));
      });
    }
  };

  return (mask, looks) => {
    for (const look of looks) lower(mask, look);
    for (const { seen, seenBefore } of looks)
      for (let i = 0; i < mask.length; i++)
        mask[i] = Math.max(mask[i], Math.min(seen[i], seenBefore[i]));
  };
}
