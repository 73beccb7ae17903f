import { describe, expect, it } from 'vitest';
import { sentenceOf } from './ready.ts';
import { ALL, stepsFor } from './steps.ts';

const commands = (steps: readonly (readonly string[])[]) => steps.map((step) => step.join(' '));

describe('the checks of a change', () => {
  it('are all that there are where all browser tests run, but for unit tests of other files', () => {
    const steps = stepsFor({ kind: 'all', because: '' }, 'main');
    expect(steps.length).toBe(ALL.length);
    expect(commands(steps)).toContain('npx vitest run --changed main --passWithNoTests');
    expect(commands(steps)).toContain('npm run e2e');
  });

  it('build nothing where no browser test runs', () => {
    const steps = commands(stepsFor({ kind: 'some', specs: [] }, 'HEAD~2'));
    expect(steps).toEqual(['npm run check', 'npx vitest run --changed HEAD~2 --passWithNoTests']);
  });

  it('are the browser tests named, and no others', () => {
    const steps = stepsFor({ kind: 'some', specs: ['e2e/pages.spec.ts'] }, 'main');
    const pattern = new RegExp(steps.at(-1)?.at(-1) ?? '');
    expect(pattern.test('/x/e2e/pages.spec.ts')).toBe(true);
    expect(pattern.test('/x/e2e/firefox/pages.spec.ts')).toBe(false);
    expect(pattern.test('/x/e2e/unusual-pages.spec.ts')).toBe(false);
  });
});

describe('what a machine lacks', () => {
  it('is said in one sentence, with the packages to install', () => {
    expect(sentenceOf([])).toBeUndefined();
    const missing = [
      { what: 'Firefox', packages: 'firefox-esr' },
      { what: 'a C compiler', packages: 'gcc libc6-dev' },
    ];
    expect(sentenceOf(missing)).toBe(
      'The tests need what this machine lacks: Firefox, a C compiler. ' +
        'On Debian and Ubuntu: sudo apt-get install firefox-esr gcc libc6-dev',
    );
  });
});
