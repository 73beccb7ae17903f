import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedPicture } from './stored-picture';

describe('storedPicture', () => {
  it.each([
    ['a photograph lying', 4032, 3024, 1920, 1440],
    ['a photograph standing', 3024, 4032, 1920, 2560],
    ['a picture of the frame’s shape', 3840, 2160, 1920, 1080],
    ['a small one', 800, 600, 800, 600],
    ['a panorama', 15000, 800, 2560, 800],
    ['a panorama of many lines', 9000, 1600, 2560, 1080],
    ['a strip', 100, 100_000, 100, 2560],
  ])('%s', (_, width, height, across, down) => {
    expect(storedPicture({ width, height }).size).toEqual({ width: across, height: down });
  });

  it('fills 1920x1080 where it can, never enlarges, and cuts alike on both sides', () => {
    const length = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(length, length, (width, height) => {
        const { part, size } = storedPicture({ width, height });
        expect(size.width).toBeLessThanOrEqual(Math.min(width, 2560));
        expect(size.height).toBeLessThanOrEqual(Math.min(height, 2560));
        expect(size.width).toBeGreaterThanOrEqual(Math.min(width, 1920));
        expect(size.height).toBeGreaterThanOrEqual(Math.min(height, 1080));
        expect(2 * part.x + part.width).toBeCloseTo(width);
        expect(2 * part.y + part.height).toBeCloseTo(height);
        // Not stretched, but for the rounding to whole pixels.
        const [across, down] = [size.width / part.width, size.height / part.height];
        expect(Math.abs(across - down)).toBeLessThanOrEqual(0.5 / part.width + 0.5 / part.height);
      }),
    );
  });
});
