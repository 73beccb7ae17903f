import { describe, expect, it } from 'vitest';
import { createGauge, type Measures } from './measures';
import { truthsOf } from './truth';

const size = { width: 64, height: 36 };
const count = size.width * size.height;

/** The person left of column `edge`, 0..255. */
const leftOf = (edge: number) =>
  Uint8Array.from({ length: count }, (_, i) => (i % size.width < edge ? 255 : 0));

const grey = (value: number) => new Uint8Array(count * 4).fill(value);

/** Measures of found mattes (0..255) against true ones; `shift` is added to the output's codes. */
function measure(truth: Uint8Array[], found: Uint8Array[], shift = 0): Measures {
  const gauge = createGauge();
  truthsOf(truth, size).forEach((each, t) => {
    const alpha = Float32Array.from(found[t] ?? [], (value) => value / 255);
    gauge.add(each, { alpha, output: grey(100 + shift), input: grey(100) });
  });
  return gauge.result();
}

describe('measures', () => {
  it('finds nothing wrong with the truth itself', () => {
    const truth = [leftOf(30), leftOf(30), leftOf(32)];
    expect(measure(truth, truth)).toEqual({
      iou: 1,
      f4: 1,
      f2: 1,
      mad: 0,
      moving: 0,
      gradient: 0,
      flicker: 0,
      flickerEdge: 0,
      drift: 0,
    });
  });

  it('measures an edge that is two columns off', () => {
    const { iou, mad, f4, gradient } = measure([leftOf(30)], [leftOf(32)]);
    expect(iou).toBeCloseTo(30 / 32, 5);
    expect(mad).toBeCloseTo((1000 * 2) / 64, 3);
    // 4 px of a 720-line frame are 0.2 px here.
    expect(f4).toBe(0);
    expect(gradient).toBeGreaterThan(1000);
  });

  it('leaves out what a sequence cannot tell', () => {
    const single = measure([leftOf(30)], [leftOf(30)]);
    expect(single).not.toHaveProperty('flicker');
    expect(single).not.toHaveProperty('moving');
  });

  it('sees flicker where the truth stands, and none where it moves', () => {
    const { flicker, flickerEdge } = measure([leftOf(30), leftOf(30)], [leftOf(30), leftOf(31)]);
    expect(flicker).toBeCloseTo(1000 / 64, 3);
    // The band is three columns wide.
    expect(flickerEdge).toBeCloseTo(1000 / 3, 3);
    expect(measure([leftOf(30), leftOf(31)], [leftOf(30), leftOf(31)]).flicker).toBe(0);
  });

  it('sees an edge that lags, only where the truth has moved', () => {
    const { moving } = measure([leftOf(30), leftOf(32)], [leftOf(30), leftOf(31)]);
    expect(moving).toBeCloseTo(500, 3);
  });

  it('measures a shift of colour inside the person, in codes', () => {
    expect(measure([leftOf(30)], [leftOf(30)], 3).drift).toBe(3);
  });

  it('counts what is left of a thing in the hand, and what is shown where it has been', () => {
    const [was, is] = [leftOf(20), leftOf(10)];
    const found = is.map((_, i) => (i % size.width < 5 ? 255 : i % size.width < 15 ? 102 : 0));
    const gauge = createGauge();
    for (const truth of truthsOf([was, is], size, [was, is]).slice(1))
      gauge.add(truth, {
        alpha: Float32Array.from(found, (value) => value / 255),
        output: grey(100),
        input: grey(100),
      });
    const { kept, half, gone, trail } = gauge.result();
    expect([kept, half, gone]).toEqual([0.5, 0.5, 0]);
    expect(trail).toBeCloseTo(0.2, 5);
    expect(measure([was, is], [was, is])).not.toHaveProperty('kept');
  });
});
