import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSmallPicture } from './small-picture';

const base64 = (bytes: number) => Buffer.alloc(bytes).toString('base64');
const picture = { width: 4, height: 2, base64: base64(32) };

it('reads a picture whose pixels are as many as it says', () => {
  expect(parseSmallPicture({ ...picture, more: 1 })).toEqual(picture);
});

it.each([
  ['no size', { width: undefined }],
  ['half a pixel', { width: 2.5 }],
  ['a side too long', { width: 321, height: 1, base64: base64(4 * 321) }],
  ['fewer pixels', { base64: base64(27) }],
  ['no pixels', { base64: undefined }],
  ['a size below nothing', { width: -4, height: -2 }],
])('refuses %s', (_, change) => {
  expect(parseSmallPicture({ ...picture, ...change })).toBeUndefined();
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      parseSmallPicture(value);
    }),
  );
});
