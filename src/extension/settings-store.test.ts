import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, REJECTED_KEY, SETTINGS_KEY } from '../shared/settings';
import { stubBrowser, stubLocks } from './tests/fake-browser';

let values: Record<string, unknown>;

/** The store as another context of the extension has it: nothing but storage and locks in common. */
async function openStore() {
  vi.resetModules();
  return import('./settings-store');
}

beforeEach(() => {
  values = stubBrowser();
  stubLocks();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('two writers at once lose nothing', async () => {
  const [popup, background] = [await openStore(), await openStore()];
  await Promise.all([
    popup.changeSettings({ quality: 'low' }),
    background.changeSettings({ covered: true }),
    popup.changeSettings({ enabled: false }),
  ]);
  const expected = { ...DEFAULT_SETTINGS, quality: 'low', covered: true, enabled: false };
  expect(values[SETTINGS_KEY]).toEqual(expected);
  expect(await popup.loadSettings()).toEqual(expected);
});

it('a repair does not undo what is written meanwhile', async () => {
  values[SETTINGS_KEY] = 'garbage';
  const [popup, background] = [await openStore(), await openStore()];
  const [, repaired] = await Promise.all([
    popup.changeSettings({ quality: 'low' }),
    background.loadSettings(),
  ]);
  expect(repaired).toEqual({ ...DEFAULT_SETTINGS, quality: 'low' });
  expect(values).toEqual({ [SETTINGS_KEY]: repaired, [REJECTED_KEY]: 'garbage' });
});

it('a writer that fails does not keep the others from writing', async () => {
  const store = await openStore();
  const full = vi.spyOn(chrome.storage.local, 'set').mockRejectedValueOnce(new Error('full'));
  const [first, second] = await Promise.allSettled([
    store.changeSettings({ quality: 'low' }),
    store.changeSettings({ covered: true }),
  ]);
  expect(first.status).toBe('rejected');
  expect(second).toMatchObject({ value: { quality: 'auto', covered: true } });
  full.mockRestore();
});

it('a page reads, and stores nothing', async () => {
  values[SETTINGS_KEY] = 'garbage';
  vi.stubGlobal('navigator', {});
  const { readSettings } = await openStore();
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  expect(values).toEqual({ [SETTINGS_KEY]: 'garbage' });
});

declare const chrome: {
  readonly storage: { readonly local: { set(values: object): Promise<void> } };
};
