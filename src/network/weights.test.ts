import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASES } from '../shared/tests/spoiled';
import { packed } from './tests/engine';
import { hashOf, readWeights } from './weights';

const reasonFor = (bytes: Uint8Array<ArrayBuffer> | undefined) => {
  const file = readWeights(bytes);
  return file.ok ? undefined : file.reason;
};

describe('packed weights', () => {
  it('are read where they lie', () => {
    const file = readWeights(packed);
    if (!file.ok) throw new Error(file.detail);
    expect(file.weights.floats.buffer).toBe(packed.buffer);
    expect(file.weights.halves.buffer).toBe(packed.buffer);
  });

  it('are copied where they lie at odd places', () => {
    const moved = new Uint8Array(packed.length + 3).subarray(3);
    moved.set(packed);
    const [file, expected] = [readWeights(moved), readWeights(packed)];
    expect(file).toEqual(expected);
    expect(file.ok).toBe(true);
  });

  it('are missing', () => {
    expect(reasonFor(undefined)).toBe('model-missing');
    expect(reasonFor(new Uint8Array())).toBe('model-missing');
  });

  it('are cut off, anywhere, or too long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: packed.length - 1 }), (length) => {
        expect(reasonFor(packed.subarray(0, length))).toBe('model-damaged');
      }),
      CASES,
    );
    expect(reasonFor(new Uint8Array(packed.length + 4))).toBe('model-damaged');
  });

  it('are altered, in any bit', () => {
    const altered = packed.slice();
    const bits = { at: fc.integer({ min: 0, max: packed.length - 1 }), bit: fc.nat(7) };
    fc.assert(
      fc.property(fc.record(bits), ({ at, bit }) => {
        const flip = () => {
          altered[at] = (altered[at] as number) ^ (1 << bit);
        };
        flip();
        const reason = reasonFor(altered);
        flip();
        expect(reason).toBe('model-damaged');
      }),
      CASES,
    );
    expect(altered).toEqual(packed);
  });

  it('are those of another version, or something else', () => {
    const older = packed.slice();
    older[4] = 0;
    const file = readWeights(older);
    expect(file).toMatchObject({ ok: false, detail: expect.stringContaining('version 0') });
    expect(reasonFor(new TextEncoder().encode('<!doctype html>'))).toBe('model-damaged');
    expect(reasonFor(packed.slice().fill(0))).toBe('model-damaged');
  });
});

describe('their hash', () => {
  it.each([
    [[], 0],
    [[0, 0, 0, 0], 0x2362f9de],
    [[0xff, 0xff, 0xff, 0xff], 0x76293b50],
    [[0x21, 0x43, 0x65, 0x87], 0xf55b516b],
  ])('of %j is that of MurmurHash3', (bytes, hash) => {
    expect(hashOf(Uint8Array.from(bytes))).toBe(hash);
  });
});
