import { describe, expect, it } from 'vitest';
import { fillRect } from './geometry';

describe('fillRect', () => {
  it('takes all of a picture of the same shape', () => {
    const rect = fillRect({ width: 1920, height: 1080 }, { width: 640, height: 360 });
    expect(rect).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it('cuts the sides of a wide picture and the ends of a tall one', () => {
    const square = { width: 100, height: 100 };
    expect(fillRect({ width: 200, height: 100 }, square)).toEqual({
      x: 0.25,
      y: 0,
      width: 0.5,
      height: 1,
    });
    expect(fillRect({ width: 100, height: 400 }, square)).toEqual({
      x: 0,
      y: 0.375,
      width: 1,
      height: 0.25,
    });
  });
});
