import { beforeEach, expect, it, vi } from 'vitest';
import { welcomeNewUsers } from './welcome';

const browser = vi.hoisted(() => ({
  tabs: { create: vi.fn(async () => undefined) },
  management: { getSelf: vi.fn() },
  runtime: {
    onInstalled: { addListener: vi.fn() },
    getURL: (path: string) => `extension:${path}`,
  },
}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

beforeEach(() => vi.clearAllMocks());

/** The addresses that are opened when the browser tells of an installation. */
async function openedBy(details: object, installType = 'normal'): Promise<unknown[]> {
  browser.management.getSelf.mockResolvedValue({ installType });
  welcomeNewUsers();
  const [[tell]] = browser.runtime.onInstalled.addListener.mock.calls as [[(of: object) => void]];
  tell(details);
  await new Promise((resolve) => setTimeout(resolve));
  return browser.tabs.create.mock.calls.flat();
}

it('opens one page for somebody who has just installed it', async () => {
  expect(await openedBy({ reason: 'install' })).toEqual([
    { url: 'extension:src/options/index.html#welcome' },
  ]);
});

it.each([
  ['an update', { reason: 'update' }, 'normal'],
  ['an update of the browser', { reason: 'browser_update' }, 'normal'],
  ['a test that installs it for a while', { reason: 'install', temporary: true }, 'normal'],
  ['a developer who loads it', { reason: 'install' }, 'development'],
])('opens none for %s', async (_, details, installType) => {
  expect(await openedBy(details, installType)).toEqual([]);
});
