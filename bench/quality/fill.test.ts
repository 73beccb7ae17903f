import { expect, it } from 'vitest';
import { fillUnknown } from './fill';

const size = { width: 9, height: 6 };
const count = size.width * size.height;

function picture(colorAt: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: 4 * count }, (_, i) =>
    i % 4 === 3 ? 255 : colorAt((i >> 2) % size.width, Math.floor((i >> 2) / size.width)),
  );
}

it('keeps what is known, and gives the rest the colours around it', () => {
  const filled = picture((x) => (x < 4 ? 40 : x > 6 ? 200 : 0));
  const known = Float32Array.from({ length: count }, (_, i) => (filled[4 * i] ? 1 : 0));
  fillUnknown(filled, known, size);
  for (let i = 0; i < count; i++) {
    const x = i % size.width;
    const value = filled[4 * i] as number;
    if (x < 4) expect(value).toBe(40);
    else if (x > 6) expect(value).toBe(200);
    else expect(value).toBeGreaterThan(40);
  }
});

it('leaves a picture of one colour as it is, wherever it is known', () => {
  const filled = picture(() => 90);
  fillUnknown(
    filled,
    Float32Array.from({ length: count }, (_, i) => (i === 20 ? 1 : 0)),
    size,
  );
  expect(filled.every((value, i) => value === (i % 4 === 3 ? 255 : 90))).toBe(true);
});
