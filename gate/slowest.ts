/** Prints the ten slowest tests at the end of a run of Playwright. */
import { relative } from 'node:path';
import type { FullConfig, Reporter, TestCase, TestResult } from 'playwright/types/testReporter';

const COUNT = 10;

type Timed = { readonly name: string; readonly ms: number };

export default class Slowest implements Reporter {
  #root = '';
  readonly #times: Timed[] = [];

  onBegin({ rootDir }: FullConfig): void {
    this.#root = rootDir;
  }

  /** Each try counts by itself. */
  onTestEnd(test: TestCase, { duration }: TestResult): void {
    const file = relative(this.#root, fileOf(test));
    const name = `[${test.parent.project()?.name}] ${file} › ${test.title}`;
    this.#times.push({ name, ms: duration });
  }

  onEnd(): void {
    const slowest = this.#times.toSorted((a, b) => b.ms - a.ms).slice(0, COUNT);
    const lines = slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
    if (lines.length) console.log(`\n  The slowest tests:\n${lines.join('\n')}`);
  }

  /** Others print too. */
  printsToStdio(): boolean {
    return false;
  }
}

/** The spec that has the test, though the test itself may stand in a file that many specs use. */
function fileOf(test: TestCase): string {
  let suite = test.parent;
  while (suite.type !== 'file' && suite.parent) suite = suite.parent;
  return suite.location?.file ?? test.location.file;
}
