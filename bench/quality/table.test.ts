import { expect, it } from 'vitest';
import { ROWS } from './rows';
import type { Outcome } from './run';
import { summaryTable } from './table';

const [raw, guided] = ROWS;

const outcome = (row: string, sequence: string, f4: number, mad: number): Outcome => ({
  sequence,
  row,
  measures: { f4, mad },
});

it('has the median, the worst, and the worst change against the row before', () => {
  if (!raw || !guided) throw new Error('expected two rows');
  const table = summaryTable(
    [raw, guided],
    [
      outcome('raw', 'a', 0.8, 7),
      outcome('raw', 'b', 0.9, 4),
      outcome('raw', 'c', 0.7, 5),
      outcome('guided', 'a', 0.95, 3),
      outcome('guided', 'b', 0.888, 2),
      outcome('guided', 'c', 0.71, 5.5),
    ],
  );
  const cells = table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [f4, mad] = [4, 6];
  expect(cells.map((line) => line[2])).toEqual([
    'median',
    'worst',
    'median',
    'worst',
    'worst change',
  ]);
  expect(cells.map((line) => line[f4])).toEqual(['0.800', '0.700', '0.888', '0.710', '-0.012']);
  expect(cells.map((line) => line[mad])).toEqual(['5.00', '7.00', '3.00', '5.50', '+0.50']);
});
