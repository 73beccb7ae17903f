import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTestSources, selectSpecs } from './changed.ts';
import { TOUCHES } from './touches.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const sources = readTestSources(ROOT);
const specs = [...sources.keys()].filter((file) => file.endsWith('.spec.ts'));
const names = new Set(specs.map((file) => basename(file, '.spec.ts')));

/** Names of the specs selected, those of both browsers as one; `all` for all. */
function touchedBy(...files: string[]): string | string[] {
  const selection = selectSpecs(files, sources);
  if (selection.kind === 'all') return 'all';
  return [...new Set(selection.specs.map((file) => basename(file, '.spec.ts')))];
}

describe('the browser tests that a change touches', () => {
  it('are those of its room, in both browsers', () => {
    const selection = selectSpecs(['src/popup/popup.tsx'], sources);
    expect(selection).toMatchObject({ kind: 'some' });
    const selected = selection.kind === 'some' ? selection.specs : [];
    expect(selected).toContain('e2e/popup.spec.ts');
    expect(selected).toContain('e2e/firefox/popup.spec.ts');
    expect(selected.length).toBeLessThan(specs.length / 3);
  });

  it('are those that import it, by way of others too', () => {
    expect(touchedBy('e2e/clones.spec.ts')).toEqual(['clones']);
    expect(touchedBy('e2e/expectations/tiers.ts')).toEqual(['tiers']);
    expect(touchedBy('e2e/popup/files.ts')).toContain('kept-pictures');
    expect(touchedBy('e2e/fixtures/firefox/display.ts')).toContain('webgl');
    expect(touchedBy('presenter/hair.ts')).toContain('pages');
    expect(touchedBy('e2e/pages/plain.html')).toContain('pages');
  });

  it('are also those that no room names, when the product changes', () => {
    const some = new Map([...sources, ['e2e/brand-new.spec.ts', []] as const]);
    const specsFor = (file: string) => {
      const selection = selectSpecs([file], some);
      return selection.kind === 'some' ? selection.specs : [];
    };
    expect(specsFor('src/popup/popup.tsx')).toContain('e2e/brand-new.spec.ts');
    expect(specsFor('package/notices.ts')).not.toContain('e2e/brand-new.spec.ts');
  });

  it('are those of the same name', () => {
    expect(touchedBy('src/page/hosts/tiers.ts')).toContain('tiers');
  });

  it('are none where no browser could notice', () => {
    const files = ['docs/words.md', 'README.md', 'src/loop/frame-loop.test.ts', 'bench/kernels.ts'];
    expect(touchedBy(...files)).toEqual([]);
  });

  it('are all where nothing says what the file does', () => {
    for (const file of [
      'package-lock.json',
      'src/shared/settings.ts',
      'vite.config.ts',
      'new/file.ts',
    ])
      expect(touchedBy(file), file).toBe('all');
  });
});

describe('the table of what rooms touch', () => {
  it('names specs that there are', () => {
    const unknown = Object.values(TOUCHES).flatMap((each) =>
      each.filter((name) => !names.has(name)),
    );
    expect(unknown).toEqual([]);
  });

  it('names rooms that there are, or will be', () => {
    const future = ['src/options', 'src/preview'];
    const missing = Object.keys(TOUCHES).filter((room) => !existsSync(join(ROOT, room)));
    expect(missing.filter((room) => !future.includes(room))).toEqual([]);
  });
});
