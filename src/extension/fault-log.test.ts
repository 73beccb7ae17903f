import { beforeEach, expect, it, vi } from 'vitest';
import { stubBrowser } from './tests/fake-browser';

let values: Record<string, unknown>;

beforeEach(() => {
  vi.resetModules();
  values = stubBrowser();
});

it('keeps the last twenty faults, in their order, also of those that come at once', async () => {
  const { noteFault, readFaults } = await import('./fault-log');
  expect(await readFaults()).toEqual([]);
  const notes = Array.from({ length: 24 }, (_, i) =>
    noteFault(i < 23 ? 'webgl-lost' : 'loop-failed'),
  );
  await Promise.all(notes);
  const faults = await readFaults();
  expect(faults).toHaveLength(20);
  expect(faults.at(-1)).toEqual({ at: expect.any(Number), reason: 'loop-failed' });
});

it('takes nothing else for a fault', async () => {
  const { readFaults } = await import('./fault-log');
  values['faults'] = [{ at: 1, reason: 'nonsense' }, 'x', { at: 2, reason: 'loop-failed' }];
  expect(await readFaults()).toEqual([{ at: 2, reason: 'loop-failed' }]);
  values['faults'] = 'garbage';
  expect(await readFaults()).toEqual([]);
});
