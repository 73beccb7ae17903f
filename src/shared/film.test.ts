import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Film, isFilm, packFilm, parseFilm } from './film';

const FILM: Film = {
  width: 64,
  height: 36,
  duration: 100_000,
  chunks: [
    { timestamp: 0, isKey: true, bytes: Uint8Array.of(1, 2, 3) },
    { timestamp: 50_000, isKey: false, bytes: Uint8Array.of(4) },
    { timestamp: 60_000, isKey: false, isExtra: true, bytes: Uint8Array.of(5) },
  ],
};
const packed = (change: Partial<Film> = {}) =>
  new Blob(packFilm({ ...FILM, ...change })).arrayBuffer();

describe('a film', () => {
  it('is read as it was packed', async () => {
    expect(parseFilm(await packed())).toEqual(FILM);
    expect(isFilm(await packed())).toBe(true);
    expect(isFilm(Uint8Array.of(0xff, 0xd8).buffer)).toBe(false);
  });

  it('of an earlier Veil has no frames that may be left out, and a key frame is none', async () => {
    const chunks = FILM.chunks.map(({ isExtra: _, ...chunk }) => chunk);
    const film = parseFilm(await packed({ chunks }));
    expect(film?.chunks.some(({ isExtra }) => isExtra)).toBe(false);
    const [key] = FILM.chunks;
    if (!key) throw new Error('expected a chunk');
    const forged = parseFilm(await packed({ chunks: [{ ...key, isExtra: true }] }));
    expect(forged?.chunks[0]?.isExtra).toBeUndefined();
  });

  it.each([
    ['no frame', { chunks: [] }],
    ['no key frame', { chunks: FILM.chunks.slice(1) }],
    ['frames out of order', { chunks: [...FILM.chunks, ...FILM.chunks] }],
    ['a frame after its end', { duration: 55_000 }],
    ['no duration', { duration: Number.NaN }],
    ['more than a minute', { duration: 70e6 }],
    ['frames of 8K', { width: 7680 }],
  ])('with %s is none', async (_, change) => {
    expect(parseFilm(await packed(change))).toBeUndefined();
  });

  it('that is cut off, longer or made up is none, without an exception', async () => {
    const whole = new Uint8Array(await packed());
    for (let length = 0; length < whole.length; length++)
      expect(parseFilm(whole.slice(0, length).buffer)).toBeUndefined();
    expect(parseFilm(Uint8Array.of(...whole, 0).buffer)).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 13 }), (rest) => {
        const forged = Uint8Array.of(...whole.slice(0, 13), ...rest);
        forged.set(rest.slice(0, 4), 9);
        expect(parseFilm(forged.buffer)).toBeUndefined();
      }),
    );
  });
});
