import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packFilm } from '../shared/film';
import { DEFAULT_SETTINGS, parseSettings } from '../shared/settings';
import { CASES, spoiled } from '../shared/tests/spoiled';
import { makeArchive, readArchive } from './archive';

/** Node decodes no pictures: what begins with `picture` is one here. */
vi.mock('./draw-picture', () => ({
  drawThumb: async (picture: Blob) => {
    const text = await picture.text();
    if (!text.startsWith('picture')) throw new Error('cannot be decoded');
    return new Blob(['small']);
  },
}));

beforeAll(() => {
  // Node 20 lacks them; both browsers have them.
  const bytes = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array };
  const prototype = Uint8Array.prototype as unknown as { toBase64?: () => string };
  bytes.fromBase64 ??= (text) => {
    if (!/^[A-Za-z0-9+/]*=*$/.test(text)) throw new SyntaxError('no base64');
    return new Uint8Array(Buffer.from(text, 'base64'));
  };
  prototype.toBase64 ??= function (this: Uint8Array) {
    return Buffer.from(this).toString('base64');
  };
});
afterAll(() => vi.restoreAllMocks());

const settings = { ...DEFAULT_SETTINGS, effect: { kind: 'image', id: 'own-1' } } as const;
const picture = (id: string) => ({
  id,
  title: 'My room',
  added: 5,
  order: 1,
  picture: new Blob([`picture of ${id}`], { type: 'image/jpeg' }),
});
const textOf = (value: unknown) => JSON.stringify(value) ?? '';
const fileOf = (value: unknown) => new Blob([textOf(value)]);
const made = async () =>
  JSON.parse(
    await (await makeArchive({ settings, backdrops: [picture('own-1'), picture('own-2')] })).text(),
  );

describe('an archive', () => {
  it('gives back what went in', async () => {
    const read = await readArchive(fileOf(await made()));
    if (!read.ok) throw new Error(read.reason);
    expect(read.settings).toEqual(settings);
    expect(read.backdrops.map(({ id }) => id)).toEqual(['own-1', 'own-2']);
    expect(await read.backdrops[0]?.picture.text()).toBe('picture of own-1');
    expect(await read.backdrops[0]?.thumb?.text()).toBe('small');
  });

  it('keeps the film of a picture that moves, and takes none that is no film', async () => {
    const chunks = [{ timestamp: 0, isKey: true, bytes: Uint8Array.of(1) }];
    const film = new Blob(packFilm({ width: 16, height: 16, duration: 1, chunks }));
    const archive = await makeArchive({ settings, backdrops: [{ ...picture('own-1'), film }] });
    const read = await readArchive(archive);
    if (!read.ok) throw new Error(read.reason);
    expect(await read.backdrops[0]?.film?.text()).toBe(await film.text());
    const { pictures, ...rest } = JSON.parse(await archive.text());
    for (const wrong of [{ film: 7 }, { film: btoa('no film') }, { film: '%' }]) {
      const forged = fileOf({ ...rest, pictures: [{ ...pictures[0], ...wrong }] });
      expect(await readArchive(forged)).toEqual({ ok: false, reason: 'damaged' });
    }
  });

  it('of nobody, of a newer Veil, cut off or too large is refused', async () => {
    const good = await made();
    expect(await readArchive(fileOf({}))).toEqual({ ok: false, reason: 'foreign' });
    expect(await readArchive(fileOf([]))).toEqual({ ok: false, reason: 'foreign' });
    expect(await readArchive(fileOf({ ...good, veil: 0 }))).toEqual({
      ok: false,
      reason: 'foreign',
    });
    expect(await readArchive(fileOf({ ...good, veil: 2 }))).toEqual({ ok: false, reason: 'newer' });
    const text = JSON.stringify(good);
    for (const length of [0, 1, text.length / 2, text.length - 1])
      expect(await readArchive(new Blob([text.slice(0, length)]))).toEqual({
        ok: false,
        reason: 'damaged',
      });
    const huge = { size: 2e9, text: () => Promise.reject(new Error('not to be read')) };
    expect(await readArchive(huge as unknown as Blob)).toEqual({ ok: false, reason: 'too-large' });
  });

  it.each([
    ['an id of a built-in one', { id: 'dusk' }],
    ['an id of the organisation’s', { id: 'own-preset-1' }],
    ['no id', { id: undefined }],
    ['markup for a type', { type: 'text/html' }],
    ['bytes that are no picture', { base64: Buffer.from('<script>').toString('base64') }],
    ['no base64', { base64: '%%%' }],
    ['a time that is none', { added: 'now' }],
  ])('with %s is refused whole', async (_, change) => {
    const good = await made();
    const pictures = [good.pictures[0], { ...good.pictures[1], ...change }];
    const read = await readArchive(fileOf({ ...good, pictures }));
    expect(read).toEqual({ ok: false, reason: 'damaged' });
  });

  it('is read without an exception, and whole or not at all, whatever it is', async () => {
    const good = JSON.parse(
      await (await makeArchive({ settings, backdrops: [picture('own-1')] })).text(),
    );
    await fc.assert(
      fc.asyncProperty(spoiled([good]), async (value) => {
        const text = textOf(value);
        const file = { size: text.length, text: async () => text };
        const read = await readArchive(file as Blob);
        if (!read.ok) return;
        const isGood = read.backdrops.every(
          ({ id, picture: { type } }) =>
            id.startsWith('own-') && /^image.(jpeg|webp|png)$/.test(type),
        );
        if (!isGood || !parseSettings(read.settings).intact)
          throw new Error('expected all or nothing');
      }),
      CASES,
    );
  });
});
