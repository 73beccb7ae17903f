import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readPresets } from './presets';

/** Node decodes no pictures: what begins with `picture` is one here. */
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    if (!(await file.text()).startsWith('picture')) throw new Error('cannot be decoded');
    return { close: () => undefined };
  });
  // Node 20 lacks them; both browsers have them.
  const bytes = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array };
  const prototype = Uint8Array.prototype as unknown as { toHex?: () => string };
  bytes.fromBase64 ??= (text) => new Uint8Array(Buffer.from(text, 'base64'));
  prototype.toHex ??= function (this: Uint8Array) {
    return Buffer.from(this).toString('hex');
  };
});
afterEach(() => vi.unstubAllGlobals());

const preset = (title: string, text: string) => ({ title, image: btoa(text) });

it('reads the pictures of a policy, each under an id that is the same for the same picture', async () => {
  const [lobby, roof] = await readPresets([
    preset('Lobby', 'picture 1'),
    preset('Roof', 'picture 2'),
  ]);
  expect(lobby).toMatchObject({
    title: 'Lobby',
    id: expect.stringMatching(/^own-preset-[0-9a-f]{32}$/),
  });
  expect(await roof?.picture.text()).toBe('picture 2');
  const [again] = await readPresets([preset('Entrance', 'picture 1')]);
  expect(again?.id).toBe(lobby?.id);
  expect(roof?.id).not.toBe(lobby?.id);
});

it('leaves out what is none', async () => {
  const entries = [
    7,
    null,
    { title: 'No image' },
    preset('No picture', 'text'),
    preset('One', 'picture'),
  ];
  expect((await readPresets(entries)).map(({ title }) => title)).toEqual(['One']);
  expect(await readPresets('none')).toEqual([]);
  expect(await readPresets(undefined)).toEqual([]);
});
