import type { Selection } from './changed.ts';

/** A command of npm's or of a package's, with what it gets. */
export type Step = readonly string[];

const CHECK: Step = ['npm', 'run', 'check'];
const BUILDS: readonly Step[] = [
  ['npm', 'run', 'build'],
  ['npm', 'run', 'build:firefox'],
];

/** All checks. */
export const ALL: readonly Step[] = [
  CHECK,
  ...BUILDS,
  ['npm', 'run', 'unit'],
  ['npm', 'run', 'e2e'],
];

/** The checks of a change. base: where it began, a name of git's. */
export function stepsFor(selection: Selection, base: string): Step[] {
  const unit: Step = ['npx', 'vitest', 'run', '--changed', base, '--passWithNoTests'];
  if (selection.kind === 'all') return [CHECK, ...BUILDS, unit, ['npm', 'run', 'e2e']];
  const { specs } = selection;
  if (!specs.length) return [CHECK, unit];
  // Names are patterns to Playwright, and one may be a part of another.
  const patterns = specs.map((file) => `/${file.replaceAll('.', '\\.')}$`);
  return [CHECK, ...BUILDS, unit, ['npx', 'playwright', 'test', ...patterns]];
}
