import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createRunFinder } from './runs';

const module = compileKernels();

/** Runs of one row, or of more. */
function runsOf(width: number, values: readonly number[], kernels?: WebAssembly.Module) {
  const arena = createArena(kernels, 1 << 16);
  const plane = arena.floats(values.length);
  plane.set(values);
  const { firsts, lasts, find } = createRunFinder({ width, height: values.length / width }, arena);
  const count = find(plane, 0.1, 0.5);
  return Array.from({ length: count }, (_, run) => [firsts[run], lasts[run]]);
}

it.each([undefined, module])('ends runs with the row, and takes the upper bound in', (kernels) => {
  const row = [0.2, 0.1, 0.3, 0.5, 0.5, 0.6, Number.NaN, 0.2];
  expect(runsOf(8, [...row, ...row], kernels)).toEqual([
    [0, 1],
    [2, 5],
    [7, 8],
    [8, 9],
    [10, 13],
    [15, 16],
  ]);
  expect(runsOf(4, new Array(12).fill(0.2), kernels)).toEqual([
    [0, 4],
    [4, 8],
    [8, 12],
  ]);
  expect(runsOf(4, new Array(12).fill(0), kernels)).toEqual([]);
});

it('finds the same in JavaScript and in WASM', () => {
  for (const width of [4, 20, 24, 32, 52]) {
    const values = Array.from({ length: 13 * width }, (_, i) => ((i * 7919) % 64) / 90);
    expect(runsOf(width, values, module)).toEqual(runsOf(width, values));
    // Long runs, too.
    const slow = values.map((value, i) => (Math.floor(i / 37) % 2 ? value : i % 97 ? 0.3 : 0));
    expect(runsOf(width, slow, module)).toEqual(runsOf(width, slow));
  }
});
