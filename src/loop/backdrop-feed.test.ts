import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packFilm } from '../shared/film';
import { createBackdropFeed, NEUTRAL } from './backdrop-feed';

/** A film that is ready when the test says so; how films play is tested beside. */
const films = vi.hoisted(() => {
  const open: () => void = () => undefined;
  return { frame: {}, viewers: 0, open };
});
vi.mock('./films', () => ({
  joinFilm: () => {
    films.viewers++;
    const ready = new Promise<boolean>((resolve) => {
      films.open = () => resolve(true);
    });
    const player = { ready, frame: films.frame, advance: () => undefined };
    return { player, leave: () => films.viewers-- };
  },
}));
const FILM = {
  width: 16,
  height: 16,
  duration: 1,
  chunks: [{ timestamp: 0, isKey: true, bytes: Uint8Array.of(1) }],
};

/** Pictures that were decoded and not closed; the browser's own decoder is not to be had here. */
const open = new Set<object>();

const image = (id: string) => ({ kind: 'image', id }) as const;
const bytes = () => Uint8Array.of(1).buffer;

describe('the backdrop feed', () => {
  beforeEach(() => {
    vi.stubGlobal('createImageBitmap', async () => {
      const picture = { close: () => open.delete(picture) };
      open.add(picture);
      return picture;
    });
  });
  afterEach(() => {
    open.clear();
    vi.unstubAllGlobals();
  });

  it('asks for a picture once, however often the effect is told', async () => {
    const asked: string[] = [];
    const feed = createBackdropFeed((id) => asked.push(id));
    feed.set(image('a'));
    feed.set(image('a'));
    await feed.receive('a', bytes());
    feed.set(image('a'));
    feed.set({ kind: 'none' });
    feed.set(image('a'));
    expect(asked).toEqual(['a']);
    expect(feed.current.kind).toBe('image');
  });

  it('holds one decoded picture, and none in the end', async () => {
    const feed = createBackdropFeed(() => undefined);
    for (const id of ['a', 'b', 'c']) {
      feed.set(image(id));
      await feed.receive(id, bytes());
      expect(open.size).toBe(1);
    }
    feed.set({ kind: 'blur', strength: 0.5 });
    expect(open.size).toBe(0);
    feed.set(image('a'));
    await feed.receive('a', bytes());
    feed.dispose();
    expect(open.size).toBe(0);
  });

  it('closes a picture that is no longer wanted when it is decoded', async () => {
    const feed = createBackdropFeed(() => undefined);
    feed.set(image('a'));
    const late = feed.receive('a', bytes());
    feed.set({ kind: 'none' });
    await late;
    expect(open.size).toBe(0);
    expect(feed.current).toBe(NEUTRAL);
  });

  it('shows the film of a picture when that has a frame, and the picture until then', async () => {
    const feed = createBackdropFeed(() => undefined);
    const film = await new Blob(packFilm(FILM)).arrayBuffer();
    feed.set(image('own-a'));
    await feed.receive('own-a', bytes());
    const still = feed.current;
    expect(still.kind).toBe('image');
    const coming = feed.receive('own-a', film);
    expect(feed.current).toBe(still);
    films.open();
    await coming;
    expect(feed.current).toEqual({ kind: 'image', picture: films.frame });
    feed.set({ kind: 'color', color: '#000000' });
    expect(films.viewers).toBe(0);
    expect(feed.current.kind).toBe('color');
  });

  it('leaves a film that comes when something else is wanted', async () => {
    const feed = createBackdropFeed(() => undefined);
    feed.set(image('own-a'));
    await feed.receive('own-a', bytes());
    feed.set(image('own-b'));
    const late = feed.receive('own-c', await new Blob(packFilm(FILM)).arrayBuffer());
    films.open();
    await late;
    expect(films.viewers).toBe(0);
    expect(feed.current.kind).toBe('image');
    feed.dispose();
  });

  it('asks again for a picture that was missing, and for one that came too early', async () => {
    const asked: string[] = [];
    const feed = createBackdropFeed((id) => asked.push(id));
    feed.set(image('a'));
    await feed.receive('a', null);
    expect(feed.fault).toBe('backdrop-missing');
    feed.set(image('a'));
    feed.set({ kind: 'none' });
    await feed.receive('a', bytes());
    feed.set(image('a'));
    expect(asked).toEqual(['a', 'a', 'a']);
  });
});
