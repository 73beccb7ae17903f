import { describe, expect, it } from 'vitest';
import { ALL_SWITCHES } from '../../src/mask/refine-switches';
import { createLimit } from './limit';
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

const meanError = (alpha: Float32Array) =>
  alpha.reduce((sum, value, i) => sum + Math.abs(value - (matte[i] as number) / 255), 0) / count;

describe('limit', () => {
  it('is the truth but for the edge, which the size of the mask softens', async () => {
    const switches = ROWS.find(({ key }) => key === 'limit-raw')?.switches ?? ALL_SWITCHES;
    const alpha = await createLimit(size, switches)(picture, matte);
    for (let i = 0; i < count; i++)
      if (inDisc(i, 76) || !inDisc(i, 84)) expect(alpha[i]).toBe((matte[i] as number) / 255);
    expect(meanError(alpha)).toBeGreaterThan(2e-4);
  });

  it('comes nearer with the switches, on the region of the person', async () => {
    const bare = createLimit(size, { ...ALL_SWITCHES, guided: false, region: false });
    const whole = createLimit(size, ALL_SWITCHES);
    await whole(picture, matte);
    const errors = [await bare(picture, matte), await whole(picture, matte)].map(meanError);
    expect(errors[1]).toBeLessThan(0.5 * (errors[0] as number));
  });
});
