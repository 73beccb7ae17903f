import { median } from '../../src/shared/quantile';
import { markdownTable } from '../markdown';
import { MEASURES, type Measure } from './measures';
import type { Row } from './rows';
import type { Outcome } from './run';

/** Titles and digits of the columns. */
const COLUMNS: Record<Measure, { readonly title: string; readonly digits: number }> = {
  iou: { title: 'IoU', digits: 4 },
  f4: { title: 'F 4 px', digits: 3 },
  f2: { title: 'F 2 px', digits: 3 },
  mad: { title: 'MAD x1000', digits: 2 },
  gradient: { title: 'gradient x1e6', digits: 0 },
  flicker: { title: 'flicker x1000', digits: 2 },
  flickerEdge: { title: 'flicker at edge', digits: 1 },
  moving: { title: 'moving x1000', digits: 0 },
  drift: { title: 'drift /255', digits: 2 },
};

const HEAD = [...MEASURES.map((measure) => COLUMNS[measure].title), 'ms'];

/** Per row of stages, the median over the sequences and their mean. */
export function summaryTable(rows: readonly Row[], outcomes: readonly Outcome[]): string {
  const lines = rows.flatMap(({ key, title }) => {
    const own = outcomes.filter(({ row }) => row === key);
    return [
      [title, 'median', ...cells(own, median)],
      ['', 'mean', ...cells(own, mean)],
    ];
  });
  return markdownTable(['stages', 'over sequences', ...HEAD], lines, 2);
}

/** Every sequence on a line of its own. */
export function sequenceTable(rows: readonly Row[], outcomes: readonly Outcome[]): string {
  const titles = new Map(rows.map(({ key, title }) => [key, title]));
  const lines = outcomes.map((outcome) => [
    outcome.sequence,
    titles.get(outcome.row) ?? outcome.row,
    ...cells([outcome], mean),
  ]);
  return markdownTable(['sequence', 'stages', ...HEAD], lines, 2);
}

type Summary = (values: readonly number[]) => number;

function cells(outcomes: readonly Outcome[], summarise: Summary): string[] {
  const measured = MEASURES.map((measure) => {
    const values = outcomes.flatMap(({ measures }) => measures[measure] ?? []);
    return values.length > 0 ? summarise(values).toFixed(COLUMNS[measure].digits) : '';
  });
  const times = outcomes.flatMap(({ milliseconds }) => milliseconds ?? []);
  return [...measured, times.length > 0 ? summarise(times).toFixed(0) : ''];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
