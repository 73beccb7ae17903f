/** What a change touches: `npm test -- --changed` runs that much. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { filesIn } from '../package/archive.ts';
import { TOUCHES, UNSEEN } from './touches.ts';

/** specs: paths from the project's folder. */
export type Selection =
  | { readonly kind: 'all'; readonly because: string }
  | { readonly kind: 'some'; readonly specs: readonly string[] };

/** The sources of browser tests, by path from the project's folder, and what each of them imports there. */
export type TestSources = ReadonlyMap<string, readonly string[]>;

/**
 * Files that differ from what this branch began with, those not yet committed and those not yet known to git among
 * them. base: a name of git's.
 */
export function changedFiles(root: string, base: string): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const [start = base] = git('merge-base', base, 'HEAD');
  const known = git('diff', '--name-only', '--no-renames', start);
  return [...new Set([...known, ...git('ls-files', '--others', '--exclude-standard')])].toSorted();
}

/** The browser tests to run; all of them when it cannot be told what a changed file does. */
export function selectSpecs(changed: readonly string[], sources: TestSources): Selection {
  const importers = importersOf(sources);
  const specs = [...sources.keys()].filter((file) => file.endsWith('.spec.ts'));
  const selected = new Set<string>();
  for (const file of changed) {
    if (UNSEEN.some((each) => each.test(file))) continue;
    const tests = reach(file, importers).filter((each) => each.endsWith('.spec.ts'));
    const names = namesFor(file);
    if (!names && !sources.has(file) && !importers.has(file))
      return { kind: 'all', because: `nothing says what ${file} touches` };
    for (const each of tests) selected.add(each);
    for (const each of specs) {
      const isOfAll = file.startsWith('src/') && !NAMED.has(nameOf(each));
      if (isOfAll || names?.includes(nameOf(each))) selected.add(each);
    }
  }
  return { kind: 'some', specs: [...selected].toSorted() };
}

const nameOf = (spec: string) => basename(spec, '.spec.ts');

/** The others run with every change of the product. */
const NAMED = new Set(Object.values(TOUCHES).flat());

/** Names of the specs for a file of a room; undefined for one that is in no room. */
function namesFor(file: string): readonly string[] | undefined {
  const room = Object.keys(TOUCHES).find((each) => file.startsWith(`${each}/`));
  return room === undefined
    ? undefined
    : [...(TOUCHES[room] ?? []), basename(file).split('.')[0] ?? ''];
}

function importersOf(sources: TestSources): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, imported] of sources)
    for (const each of imported) importers.set(each, [...(importers.get(each) ?? []), file]);
  return importers;
}

/** The file, and all that import it, by way of others too. */
function reach(file: string, importers: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Set([file]);
  for (const each of reached)
    for (const importer of importers.get(each) ?? []) reached.add(importer);
  return [...reached];
}

/** Folders of what runs beside a browser. What they take of `src` is told by the rooms. */
const FOLDERS = ['e2e', 'presenter', 'bench/quality'];

/** Reads them from the disk. */
export function readTestSources(root: string): TestSources {
  const files = FOLDERS.flatMap((folder) =>
    filesIn(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  const named = (file: string) => (file.endsWith('.ts') ? namedIn(root, file) : []);
  // A folder that is named stands for all that is in it.
  const isNamed = (path: string, file: string) =>
    file === path || file === `${path}.ts` || (path.endsWith('/') && file.startsWith(path));
  return new Map(
    files.map((file) => {
      const paths = named(file);
      return [file, files.filter((other) => paths.some((path) => isNamed(path, other)))];
    }),
  );
}

/** Paths that a source names to import or to read, from the project's folder. */
function namedIn(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const imported = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  const read = text.matchAll(/new URL\('([^']+)'/g);
  return [...imported, ...read].map(([, path = '']) => posix.join(posix.dirname(file), path));
}
