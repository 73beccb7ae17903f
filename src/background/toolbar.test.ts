import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DocumentState } from '../shared/document-state';
import { DEFAULT_SETTINGS } from '../shared/settings';

const { setIcon, action } = vi.hoisted(() => {
  const done = async () => undefined;
  const icon = vi.fn((_: { tabId?: number; path: Record<number, string> }) => Promise.resolve());
  const others = { setTitle: done, setBadgeText: done, setBadgeBackgroundColor: done };
  return { setIcon: icon, action: { setIcon: icon, ...others } };
});
vi.mock('webextension-polyfill', () => ({ default: { action } }));
vi.mock('../ui/words', () => ({ say: (...words: unknown[]) => words.join() }));
vi.mock('../extension/settings-store', () => ({ loadSettings: async () => DEFAULT_SETTINGS }));
vi.mock('../extension/fault-log', () => ({ noteFault: async () => undefined }));
vi.mock('../extension/tab-book', () => ({
  changeFrame: async (tab: number, _: number, state: DocumentState | null) => ({
    tab,
    isLive: state !== null,
    isOff: false,
    reason: state?.reason ?? null,
  }),
}));

const FINE: DocumentState = { isOff: false, reason: null };
const FAULTY: DocumentState = { isOff: false, reason: 'segmenter-stalled' };

let show: (state: DocumentState | null) => Promise<void>;
beforeEach(async () => {
  const { showDocument } = await import('./toolbar');
  show = (state) => showDocument({ tab: { id: 7 } } as Parameters<typeof showDocument>[0], state);
});
afterEach(() => {
  vi.resetModules();
  setIcon.mockClear();
});

const icons = () => setIcon.mock.calls.map(([{ path }]) => path[16]);

it('sets no icon again that stands', async () => {
  for (const state of [FINE, null, FINE, null]) await show(state);
  expect(icons()).toEqual(['/icons/veil-16.png']);
});

it('takes a fault off again, also while its icon is still being set', async () => {
  await show(FINE);
  setIcon.mockReturnValueOnce(new Promise((resolve) => setTimeout(resolve, 50)));
  await Promise.all([show(FAULTY), show(FINE)]);
  expect(icons().slice(1)).toEqual(['/icons/veil-fault-16.png', '/icons/veil-16.png']);
});

it('sets a face of its own each time: a page that was left has taken it along', async () => {
  await show(FAULTY);
  await show(FAULTY);
  expect(icons()).toEqual(['/icons/veil-fault-16.png', '/icons/veil-fault-16.png']);
});
