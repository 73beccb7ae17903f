import { expect, it } from 'vitest';
import { FINISH } from '../shared/tiers';
import { ALL_SWITCHES, withFinish } from './refine-switches';

it('leaves of the last finish what a tier has, and what is switched on', () => {
  expect(withFinish(ALL_SWITCHES, FINISH)).toEqual(ALL_SWITCHES);
  const some = withFinish({ ...ALL_SWITCHES, tones: false, guided: false }, ['plate', 'tones']);
  const none = Object.fromEntries(FINISH.map((stage) => [stage, false]));
  expect(some).toEqual({ ...ALL_SWITCHES, ...none, plate: true, guided: false });
});
