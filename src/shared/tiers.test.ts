import { expect, it } from 'vitest';
import { LADDER, TIERS } from './tiers';

it('costs less from step to step, and never has a stage that the step before has not', () => {
  for (const [step, tier] of LADDER.entries()) {
    const before = TIERS[LADDER[step - 1] ?? tier];
    const { work, finish } = TIERS[tier];
    if (step > 0) expect(work).toBeLessThan(before.work);
    for (const stage of finish) expect(before.finish).toContain(stage);
  }
});

it('has no last finish where the guided filter is coarse or frames are followed: it was made for neither', () => {
  for (const { guide, every, finish } of Object.values(TIERS))
    if (guide === 'half' || every > 1) expect(finish).toEqual([]);
});

it('decides patches of a mask only where half tones are kept at edges', () => {
  for (const { finish } of Object.values(TIERS))
    if (finish.includes('patches')) expect(finish).toContain('tones');
});
