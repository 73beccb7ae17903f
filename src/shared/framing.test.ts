import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CENTERED, framedPart, MOST_ZOOM, parseFraming, settledFraming } from './framing';
import { fillRect } from './geometry';

const HD = { width: 1920, height: 1080 };
const length = fc.integer({ min: 1, max: 4000 });
const size = fc.record({ width: length, height: length });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const framing = fc.record({
  x: fraction,
  y: fraction,
  zoom: fc.double({ min: 1, max: MOST_ZOOM, noNaN: true }),
});

describe('framedPart', () => {
  it('is the middle of a picture that nobody has moved', () => {
    fc.assert(
      fc.property(size, (picture) => {
        const part = framedPart(picture, HD, CENTERED);
        for (const [key, value] of Object.entries(fillRect(picture, HD)))
          expect(part[key as keyof typeof part]).toBeCloseTo(value);
      }),
    );
  });

  it('has the point in its middle, as far as the edges allow', () => {
    const tall = { width: 1920, height: 2560 };
    const top = framedPart(tall, HD, { x: 0.5, y: 0, zoom: 1 });
    expect(top).toMatchObject({ x: 0, y: 0, width: 1 });
    expect(top.height).toBeCloseTo(1080 / 2560);
    const near = framedPart(tall, HD, { x: 0.25, y: 0.3, zoom: 4 });
    expect(near.x + near.width / 2).toBeCloseTo(0.25);
    expect(near.y + near.height / 2).toBeCloseTo(0.3);
  });

  it('lies in the picture and has the shape of the frame, whatever is asked for', () => {
    fc.assert(
      fc.property(size, size, framing, (picture, frame, asked) => {
        const { x, y, width, height } = framedPart(picture, frame, asked);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
        const shape = (width * picture.width) / (height * picture.height);
        expect((shape * frame.height) / frame.width).toBeCloseTo(1);
        const settled = settledFraming(picture, frame, asked);
        expect(framedPart(picture, frame, settled).x).toBeCloseTo(x);
        expect(framedPart(picture, frame, settled).y).toBeCloseTo(y);
      }),
    );
  });
});

it('reads what is one, and nothing else', () => {
  expect(parseFraming({ x: 0, y: 1, zoom: 4, more: 1 })).toEqual({ x: 0, y: 1, zoom: 4 });
  for (const wrong of [{ x: -0.1 }, { y: 1.1 }, { zoom: 0.9 }, { zoom: 5 }, { x: '0' }, { y: NaN }])
    expect(parseFraming({ ...CENTERED, ...wrong })).toBeUndefined();
  expect(parseFraming(null)).toBeUndefined();
});
