import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OwnBackdrop } from '../extension/backdrop-store';
import { createThumbs, type ThumbUrls } from './thumbs';

/** What is stored, and the ids that were asked for, question by question. */
const stored = new Map<string, OwnBackdrop>();
const asked: (readonly string[])[] = [];

vi.mock('../extension/backdrop-store', () => ({
  readOwnBackdrops: async (ids: readonly string[]) => {
    asked.push(ids);
    return ids.flatMap((id) => stored.get(id) ?? []);
  },
  changeOwnBackdrop: async (id: string, change: Partial<OwnBackdrop>) => {
    const before = stored.get(id);
    if (before) stored.set(id, { ...before, ...change });
  },
}));
/** Node decodes no pictures. */
vi.mock('../backdrops/draw-picture', () => ({
  drawThumb: async (picture: Blob) => {
    const text = await picture.text();
    if (text === 'broken') throw new Error('cannot be decoded');
    return new Blob([`small ${text}`]);
  },
}));

const put = (id: string, change: Partial<OwnBackdrop> = {}) =>
  stored.set(id, { id, title: id, added: 0, picture: new Blob([id]), ...change });

/** Texts of the files behind URLs that were not given back. */
const files = new Map<string, Blob>();
beforeEach(() => {
  stored.clear();
  asked.length = 0;
  files.clear();
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    const url = `blob:${++made}`;
    files.set(url, file as Blob);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void files.delete(url));
});
afterEach(() => vi.restoreAllMocks());

const setUp = () => {
  let urls: ThumbUrls = new Map();
  const failed = vi.fn();
  const thumbs = createThumbs((told) => {
    urls = told;
  }, failed);
  const texts = async () =>
    Object.fromEntries(
      await Promise.all([...urls].map(async ([id, url]) => [id, await files.get(url)?.text()])),
    );
  return { thumbs, failed, texts };
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

it('reads none that nobody has come near, and those of one turn at once', async () => {
  for (let i = 0; i < 200; i++) put(`own-${i}`, { thumb: new Blob([`thumb ${i}`]) });
  const { thumbs, texts } = setUp();
  thumbs.keepOnly([...stored.keys()]);
  await thumbs.readAgain();
  expect(asked).toEqual([]);
  for (const id of ['own-7', 'own-8', 'own-7']) thumbs.want(id);
  await settle();
  thumbs.want('own-8');
  await settle();
  expect(asked).toEqual([['own-7', 'own-8']]);
  expect(await texts()).toEqual({ 'own-7': 'thumb 7', 'own-8': 'thumb 8' });
  expect(files.size).toBe(2);
});

it('makes and keeps the small picture that was not stored; one that cannot be made stays blank', async () => {
  put('own-old');
  put('own-broken', { picture: new Blob(['broken']) });
  const { thumbs, failed, texts } = setUp();
  thumbs.want('own-old');
  thumbs.want('own-broken');
  await settle();
  expect(await texts()).toEqual({ 'own-old': 'small own-old' });
  expect(await stored.get('own-old')?.thumb?.text()).toBe('small own-old');
  expect(failed).not.toHaveBeenCalled();
});

it('shows what has changed and gives back what has gone, and shows that again when it is back', async () => {
  put('own-a', { thumb: new Blob(['a']) });
  put('own-b', { thumb: new Blob(['b']) });
  const { thumbs, texts } = setUp();
  thumbs.want('own-a');
  thumbs.want('own-b');
  await settle();
  put('own-b', { thumb: new Blob(['another']) });
  thumbs.keepOnly(['own-b']);
  await thumbs.readAgain();
  expect(await texts()).toEqual({ 'own-b': 'another' });
  expect(files.size).toBe(1);
  thumbs.keepOnly([]);
  expect(await texts()).toEqual({});
  expect(files.size).toBe(0);
  thumbs.want('own-b');
  await settle();
  expect(await texts()).toEqual({ 'own-b': 'another' });
});
