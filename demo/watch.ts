/** Builds Veil whenever one of its files changes. */
import { readdirSync, watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import { MADE_FROM } from '../build/made';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What the build reads before it begins: a change there begins it anew. */
const PREPARED = [...MADE_FROM, 'kernels'];
/** A program that saves a file may touch it several times, ms. */
const SAVING_MS = 200;

/** Has the build look at all sources: of itself it knows none that only content scripts import. */
const allSources: Plugin = {
  name: 'veil:all-sources',
  buildStart() {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    for (const file of files) if (/\.\w+$/.test(file)) this.addWatchFile(join(ROOT, 'src', file));
  },
};

/** Builds into a folder, with readable code, now and at every change. onBuilt: called after each that succeeds. */
export async function watchBuild(outDir: string, onBuilt: () => void): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  let watcher = await start(outDir, onBuilt);
  let saving: NodeJS.Timeout | undefined;
  const restart = async () => {
    await watcher.close();
    watcher = await start(outDir, onBuilt);
  };
  for (const folder of PREPARED)
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(saving);
      saving = setTimeout(() => restart().catch((error) => console.error(error)), SAVING_MS);
    });
}

async function start(outDir: string, onBuilt: () => void) {
  const watcher = (await build({
    root: ROOT,
    logLevel: 'error',
    plugins: [allSources],
    // Never empty: a browser may be taking the build before.
    build: { outDir, emptyOutDir: false, minify: false, watch: {} },
  })) as Rolldown.RolldownWatcher;
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error);
    if (event.code === 'BUNDLE_END') onBuilt();
    return 'result' in event ? event.result.close() : undefined;
  });
  return watcher;
}
