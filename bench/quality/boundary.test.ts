import { describe, expect, it } from 'vitest';
import { boundaryF, boundaryOf } from './boundary';

const size = { width: 40, height: 30 };

/** A filled rectangle. */
function box(left: number, top: number, right: number, bottom: number): Uint8Array {
  const shape = new Uint8Array(size.width * size.height);
  for (let y = top; y < bottom; y++) shape.fill(1, y * size.width + left, y * size.width + right);
  return shape;
}

describe('boundary', () => {
  it('is the outermost ring of a shape', () => {
    expect(boundaryOf(box(10, 10, 15, 14), size)).toHaveLength(5 * 4 - 3 * 2);
  });

  it('leaves out where the frame cuts the shape', () => {
    const cut = boundaryOf(box(10, 20, 15, 30), size);
    expect(cut).toHaveLength(5 + 2 * 9);
    expect(boundaryOf(box(0, 0, 40, 30), size)).toHaveLength(0);
  });
});

describe('boundary F', () => {
  const at = (shape: Uint8Array) => boundaryOf(shape, size);
  const truth = at(box(10, 10, 20, 20));

  it('is 1 for the same boundary', () => {
    expect(boundaryF(truth, truth, [4, 2], size)).toEqual([1, 1]);
  });

  it('forgives what lies within the tolerance, and no more', () => {
    const [within, beyond] = boundaryF(at(box(7, 7, 23, 23)), truth, [4.3, 2], size);
    expect(within).toBe(1);
    expect(beyond).toBe(0);
  });

  it('weighs what is missing and what is too much', () => {
    const both = boundaryOf(
      box(10, 10, 20, 20).map((value, i) => value | (box(30, 10, 40, 20)[i] ?? 0)),
      size,
    );
    // All of the truth is found (36 pixels); of what is found, 36 of 64 are right.
    expect(boundaryF(both, truth, [2], size)[0]).toBeCloseTo((2 * 36) / (64 + 36), 5);
  });

  it('is 0 when one of them is empty, and 1 when both are', () => {
    expect(boundaryF(new Int32Array(), truth, [4], size)).toEqual([0]);
    expect(boundaryF(new Int32Array(), new Int32Array(), [4], size)).toEqual([1]);
  });
});
