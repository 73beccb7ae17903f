import { expect, it } from 'vitest';
import { stubBrowser } from './tests/fake-browser';

const values = stubBrowser();
const { keepPolicy, readPolicy } = await import('./policy-store');

it('is kept, and read as it was', async () => {
  expect(await readPolicy()).toEqual({});
  await keepPolicy({ enabled: true, leastBlur: 0.5 });
  expect(await readPolicy()).toEqual({ enabled: true, leastBlur: 0.5 });
});

it('is not stored again while it stays the same: every call would be told', async () => {
  await keepPolicy({ enabled: true });
  const stored = values['policy'];
  await keepPolicy({ enabled: true });
  expect(values['policy']).toBe(stored);
});

it('that nobody of Veil has written decides nothing', async () => {
  values['policy'] = 'garbage';
  expect(await readPolicy()).toEqual({});
});
