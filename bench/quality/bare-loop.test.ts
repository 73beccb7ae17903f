import { describe, expect, it } from 'vitest';
import { ALL_SWITCHES, type RefineSwitches } from '../../src/mask/refine-switches';
import { DEFAULT_TIER } from '../../src/shared/tiers';
import { type BareLoop, createBareLoop } from './bare-loop';
import { ROWS } from './rows';

const size = { width: 640, height: 360 };
const count = size.width * size.height;
const inDisc = (i: number, reach: number) =>
  Math.hypot((i % size.width) + 0.5 - 200, Math.floor(i / size.width) + 0.5 - 220) < reach;

/** A disc, 0 or 255, and a picture of it: dark on bright. */
const matte = Uint8Array.from({ length: count }, (_, i) => (inDisc(i, 80) ? 255 : 0));
const picture = Uint8Array.from({ length: 4 * count }, (_, at) =>
  at % 4 === 3 ? 255 : matte[at >> 2] ? 50 : 200,
);

const loopWith = (switches: RefineSwitches) =>
  createBareLoop(size, { switches, tier: DEFAULT_TIER, masks: 'truth' });

async function shown(loop: BareLoop): Promise<Float32Array> {
  const alpha = await loop(picture, matte);
  if (!alpha) throw new Error('expected a matte');
  return alpha;
}

const meanError = (alpha: Float32Array) =>
  alpha.reduce((sum, value, i) => sum + Math.abs(value - (matte[i] as number) / 255), 0) / count;

describe('bare loop with masks of the truth', () => {
  it('is the truth but for the edge, which the size of the mask softens', async () => {
    const switches = ROWS.find(({ key }) => key === 'limit-raw')?.switches ?? ALL_SWITCHES;
    const alpha = await shown(await loopWith(switches));
    for (let i = 0; i < count; i++)
      if (inDisc(i, 76) || !inDisc(i, 84)) expect(alpha[i]).toBe((matte[i] as number) / 255);
    expect(meanError(alpha)).toBeGreaterThan(2e-4);
  });

  it('comes nearer with the switches, on the region of the person', async () => {
    const bare = await loopWith({ ...ALL_SWITCHES, guided: false, region: false });
    const whole = await loopWith(ALL_SWITCHES);
    await shown(whole);
    const errors = [await shown(bare), await shown(whole)].map(meanError);
    expect(errors[1]).toBeLessThan(0.5 * (errors[0] as number));
  });
});
