import { expect, it } from 'vitest';
import { writeI420 } from './write-i420';

it('gives the primary colours their codes in BT.601', () => {
  const codes = (color: readonly number[]) => {
    const into = new Uint8Array(6);
    const rgba = new Uint8ClampedArray(Array.from({ length: 4 }, () => [...color, 255]).flat());
    writeI420(rgba, { width: 2, height: 2 }, into);
    return [...into];
  };
  // ITU-R BT.601-7, of full amplitude.
  expect(codes([255, 255, 255])).toEqual([235, 235, 235, 235, 128, 128]);
  expect(codes([0, 0, 0])).toEqual([16, 16, 16, 16, 128, 128]);
  expect(codes([255, 0, 0])).toEqual([81, 81, 81, 81, 90, 240]);
  expect(codes([0, 0, 255])).toEqual([41, 41, 41, 41, 240, 110]);
});

it('takes the mean of four pixels for chroma, each in its place', () => {
  const into = new Uint8Array(12);
  const rgba = new Uint8ClampedArray(4 * 8).fill(255);
  // The right half is black.
  for (const x of [2, 3])
    for (const y of [0, 1]) rgba.fill(0, 4 * (4 * y + x), 4 * (4 * y + x) + 3);
  writeI420(rgba, { width: 4, height: 2 }, into);
  expect([...into]).toEqual([235, 235, 16, 16, 235, 235, 16, 16, 128, 128, 128, 128]);
});
