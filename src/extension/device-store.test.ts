import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNKNOWN_DEVICE } from '../shared/call-settings';
import { stubBrowser, stubLocks } from './tests/fake-browser';

let values: Record<string, unknown>;

async function openStore() {
  vi.resetModules();
  return import('./device-store');
}

beforeEach(() => {
  values = stubBrowser();
  stubLocks();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what was found out about the device', () => {
  it('is nothing at first', async () => {
    const store = await openStore();
    expect(await store.recallDevice()).toEqual(UNKNOWN_DEVICE);
  });

  it('is there for the next call', async () => {
    const store = await openStore();
    await store.rememberTier('low');
    await store.rememberCompositor('planes');
    const next = await openStore();
    expect(await next.recallDevice()).toEqual({ tier: 'low', compositor: 'planes' });
  });

  it('is found out anew by another version, but for the tier, which any call corrects', async () => {
    const store = await openStore();
    await store.rememberTier('low');
    await store.rememberCompositor('planes');
    Object.assign(stubBrowser('1.0.1'), values);
    const next = await openStore();
    expect(await next.recallDevice()).toEqual({ tier: 'low' });
  });

  it.each([
    ['a tier that is none', { tier: 'ultra' }],
    ['a tier that there was once', { tier: 'top' }],
    ['a tier of the prototype', { tier: 'constructor' }],
    ['a name alone', { compositor: 'planes' }],
    ['a name that is none', { compositor: { name: 'vulkan', madeWith: '1.0.0 Browser/1' } }],
  ])('is nothing for %s', async (_, stored) => {
    Object.assign(values, stored);
    const store = await openStore();
    expect(await store.recallDevice()).toEqual(UNKNOWN_DEVICE);
  });

  it('cannot be told where storage cannot be read: a call is covered there', async () => {
    const store = await openStore();
    vi.spyOn(chrome.storage.local, 'get').mockRejectedValue(new Error('gone'));
    await expect(store.recallDevice()).rejects.toThrow('gone');
  });
});

declare const chrome: {
  readonly storage: { readonly local: { get(keys: string): Promise<object> } };
};
