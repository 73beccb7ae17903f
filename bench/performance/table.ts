import { markdownTable } from '../markdown';
import { FIGURES, type FigureName, type Figures } from './figures';
import { type Row, titlesOf } from './rows';
import { spreadOf } from './statistics';

type Column = {
  readonly title: string;
  readonly digits: number;
  /** What it should be at 1280x720 with the effect image, on two cores without a GPU. */
  readonly goal?: string;
};

const COLUMNS: Record<FigureName, Column> = {
  fps30: { title: 'fps of 30', digits: 1, goal: '≥ 29.5' },
  fps100: { title: 'fps of 100', digits: 1, goal: '≥ 80' },
  covered: { title: 'covered, %', digits: 1, goal: '0' },
  latency50: { title: 'latency p50, ms', digits: 1, goal: '≤ 12' },
  latency95: { title: 'p95, ms', digits: 1, goal: '≤ 20' },
  cpu: { title: 'CPU, ms/frame', digits: 1, goal: '≤ 14' },
  mainThread: { title: 'main thread, ms/frame', digits: 1 },
  second: { title: 'second track, %', digits: 0, goal: '≤ 40' },
  longestTask: { title: 'longest task, ms', digits: 0, goal: '0' },
  longestGap: { title: 'longest gap, ms', digits: 0 },
  firstCold: { title: 'first frame cold, ms', digits: 0, goal: '≤ 800' },
  firstWarm: { title: 'warm, ms', digits: 0, goal: '≤ 300' },
  cold: { title: 'first person cold, ms', digits: 0 },
  warm: { title: 'warm, ms', digits: 0 },
  memory: { title: 'memory, MB', digits: 0, goal: '≤ 150' },
  growth: { title: 'growth, MB/min', digits: 1, goal: '0' },
  room: { title: 'frames with room', digits: 0, goal: '0' },
};

/** A row and what each round gave. */
export type Result = { readonly row: Row; readonly rounds: readonly Figures[] };

const TITLES = ['size', 'compositor', 'tier', 'effect'];

/** Medians over the rounds, with the least and the most; columns that nothing filled are left out. */
export function resultTable(results: readonly Result[]): string {
  const names = FIGURES.filter((name) =>
    results.some(({ rounds }) => rounds.some((figures) => figures[name] !== undefined)),
  );
  const head = [...TITLES, ...names.map((name) => COLUMNS[name].title)];
  const lines = results.map(({ row, rounds }) => [
    ...titlesOf(row),
    ...names.map((name) => cell(rounds, name)),
  ]);
  const goals = ['1280x720', 'goal', '', 'image', ...names.map((name) => COLUMNS[name].goal ?? '')];
  return markdownTable(head, [...lines, goals], TITLES.length);
}

function cell(rounds: readonly Figures[], name: FigureName): string {
  const spread = spreadOf(rounds.flatMap((figures) => figures[name] ?? []));
  if (!spread) return '';
  const { digits } = COLUMNS[name];
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) =>
    value.toFixed(digits),
  );
  return min === max ? `${median}` : `${median} (${min}–${max})`;
}
