import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stubBrowser } from './tests/fake-browser';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

const setUp = async () => {
  const values = stubBrowser();
  const { chrome } = globalThis as unknown as { chrome: { storage: { local: Storage } } };
  const get = vi.spyOn(chrome.storage.local as unknown as { get(): unknown }, 'get');
  return { values, get, ...(await import('./stored')) };
};

it('asks once for all that is wanted in one turn', async () => {
  const { values, get, readStored } = await setUp();
  Object.assign(values, { a: 1, b: 2 });
  expect(await Promise.all(['a', 'b', 'c', 'a'].map(readStored))).toEqual([1, 2, undefined, 1]);
  expect(get.mock.calls).toEqual([[['a', 'b', 'c']]]);
});

it('asks anew in the next turn', async () => {
  const { values, get, readStored } = await setUp();
  values['a'] = 1;
  expect(await readStored('a')).toBe(1);
  values['a'] = 2;
  expect(await readStored('a')).toBe(2);
  expect(get).toHaveBeenCalledTimes(2);
});

it('tells all who asked that nothing can be read, and asks anew', async () => {
  const { values, get, readStored } = await setUp();
  values['a'] = 1;
  get.mockRejectedValueOnce(new Error('gone'));
  const answers = await Promise.allSettled([readStored('a'), readStored('b')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await readStored('a')).toBe(1);
});
