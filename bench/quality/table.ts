import { median } from '../../src/shared/quantile';
import { markdownTable } from '../markdown';
import { HELD_MEASURES, MEASURES, type Measure } from './measures';
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
  kept: { title: 'kept', digits: 2 },
  half: { title: 'half', digits: 2 },
  gone: { title: 'gone', digits: 2 },
  trail: { title: 'trail', digits: 3 },
};

/** Those of things held only where there are any. */
function columnsOf(outcomes: readonly Outcome[]): readonly Measure[] {
  const isHeld = outcomes.some(({ measures }) => measures.kept !== undefined);
  return isHeld ? [...MEASURES, ...HELD_MEASURES] : MEASURES;
}

const headOf = (columns: readonly Measure[]) => [
  ...columns.map((measure) => COLUMNS[measure].title),
  'ms',
];

/** Measures of which more is better. */
const GAINS: readonly Measure[] = ['iou', 'f4', 'f2', 'kept'];

/** Per row of stages the median over the sequences, the worst, and the worst change of one against the row before. */
export function summaryTable(rows: readonly Row[], outcomes: readonly Outcome[]): string {
  const columns = columnsOf(outcomes);
  const of = (row: Row | undefined) => outcomes.filter((outcome) => outcome.row === row?.key);
  const lines = rows.flatMap((row, index) => {
    const own = of(row);
    const before = of(rows[index - 1]);
    return [
      [row.title, 'median', ...cells(columns, own, median)],
      ['', 'worst', ...cells(columns, own, worst)],
      ...(before.length > 0 ? [['', 'worst change', ...changes(columns, own, before)]] : []),
    ];
  });
  return markdownTable(['stages', 'over sequences', ...headOf(columns)], lines, 2);
}

/** Every sequence on a line of its own. */
export function sequenceTable(rows: readonly Row[], outcomes: readonly Outcome[]): string {
  const columns = columnsOf(outcomes);
  const titles = new Map(rows.map(({ key, title }) => [key, title]));
  const lines = outcomes.map((outcome) => [
    outcome.sequence,
    titles.get(outcome.row) ?? outcome.row,
    ...cells(columns, [outcome], mean),
  ]);
  return markdownTable(['sequence', 'stages', ...headOf(columns)], lines, 2);
}

type Summary = (values: readonly number[], measure?: Measure) => number;

function cells(
  columns: readonly Measure[],
  outcomes: readonly Outcome[],
  summarise: Summary,
): string[] {
  const measured = columns.map((measure) => {
    const values = outcomes.flatMap(({ measures }) => measures[measure] ?? []);
    return values.length > 0 ? summarise(values, measure).toFixed(COLUMNS[measure].digits) : '';
  });
  const times = outcomes.flatMap(({ milliseconds }) => milliseconds ?? []);
  return [...measured, times.length > 0 ? summarise(times).toFixed(0) : ''];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function worst(values: readonly number[], measure?: Measure): number {
  return measure && GAINS.includes(measure) ? Math.min(...values) : Math.max(...values);
}

/** Of each measure the change that is the least welcome, with its sign. */
function changes(
  columns: readonly Measure[],
  own: readonly Outcome[],
  before: readonly Outcome[],
): string[] {
  const measured = columns.map((measure) => {
    const steps = own.flatMap(({ sequence, measures }) => {
      const was = before.find((outcome) => outcome.sequence === sequence)?.measures[measure];
      const is = measures[measure];
      return was === undefined || is === undefined ? [] : is - was;
    });
    if (steps.length === 0) return '';
    const step = worst(steps, measure);
    return `${step < 0 ? '' : '+'}${step.toFixed(COLUMNS[measure].digits)}`;
  });
  return [...measured, ''];
}
