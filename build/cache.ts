/** What a build makes is kept in `node_modules/.cache/veil`, as long as its sources stay the same. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/veil');
/** Holds the versions of every tool that makes something. */
const LOCK = 'package-lock.json';

/**
 * Path of a folder that `make` has filled. It is made anew when a file of `sources` has changed (files and
 * folders, relative to the project; both what is read and what reads it) or a package. name: of the folder.
 */
export async function cached(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, `${name}-${await hashOf([...sources, LOCK])}`);
  const making = underWay.get(folder) ?? fill(folder, make);
  underWay.set(folder, making);
  return making.finally(() => underWay.delete(folder));
}

/** What this process makes now, by folder: whoever wants the same waits for it. */
const underWay = new Map<string, Promise<string>>();

async function fill(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (await exists(folder)) return folder;
  // Renamed when complete: builds that run side by side never see half of it.
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await make(draft);
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true });
    // Another build has been faster.
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(join(ROOT, source))) {
      const bytes = await readFile(file);
      hash.update(`${relative(ROOT, file)} ${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/** The file itself, or all files in the folder, in order. */
async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
