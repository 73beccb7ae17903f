import { relative } from 'node:path';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

const ASKED = /\.iife\.ts\?script$/;
const NAMED = '\0injected:';

/**
 * Scripts that the background injects into pages: `import path from './x.iife.ts?script'` gives the path of one
 * file with all that it imports. The extension's own plugin would make it too, but leaves a chunk beside it that
 * nothing uses, opens the file to every page, and names files after the folder that the project is in.
 */
export function injectedScripts(): Plugin {
  let config: ResolvedConfig;
  const entries = new Set<string>();
  return {
    name: 'veil:injected-scripts',
    apply: 'build',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved;
    },
    async resolveId(source, importer) {
      if (!ASKED.test(source)) return null;
      const entry = await this.resolve(source.replace(/\?script$/, ''), importer);
      if (!entry) throw new Error(`expected ${source} to be a file, asked for by ${importer}`);
      return `${NAMED}${relative(config.root, entry.id).replaceAll('\\', '/')}`;
    },
    load(id) {
      if (!id.startsWith(NAMED)) return null;
      const entry = id.slice(NAMED.length);
      entries.add(entry);
      return `export default ${JSON.stringify(fileOf(entry))}`;
    },
    async generateBundle() {
      for (const entry of entries) {
        const source = await bundleOf(entry, config);
        this.emitFile({ type: 'asset', fileName: fileOf(entry), source });
      }
    },
  };
}

const fileOf = (entry: string) => entry.replace(/\.ts$/, '.js');

async function bundleOf(entry: string, config: ResolvedConfig): Promise<string> {
  const { root, mode, define, resolve } = config;
  const { target, minify } = config.build;
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    root,
    mode,
    define: define ?? {},
    resolve: { alias: resolve.alias },
    publicDir: false,
    build: { write: false, target, minify, lib: { entry, formats: ['iife'], name: 'injected' } },
  })) as Rolldown.RolldownOutput[];
  const [chunk, ...others] = built.flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk' || others.length) throw new Error(`expected one file of ${entry}`);
  return chunk.code;
}
