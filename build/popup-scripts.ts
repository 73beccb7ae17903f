import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

const PAGE = 'src/popup/index.html';
/** What the popup asks for ahead: an entry, so that it is kept apart. */
export const AHEAD = 'src/popup/ahead.ts';
/** What engines with compile hints compile at once, beside the page's own work; to others a comment. */
const HINT = '//# allFunctionsCalledOnLoad\n';

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/**
 * Puts together again what the popup shares with other pages: it waits for each of its files. It gets one that asks for what is
 * stored and runs as soon as it is there, one with all the rest, which holds the first frame back, and one style sheet. Preact
 * stays a file of its own.
 */
export function popupScripts(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'veil:popup-scripts',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const page = bundle[PAGE];
        if (page?.type !== 'asset') throw new Error(`expected ${PAGE} in the bundle`);
        const html = page.source.toString();
        const entry = chunkOf(bundle, (chunk) => html.includes(`src="/${chunk.fileName}"`));
        const ahead = chunkOf(bundle, ({ moduleIds }) =>
          moduleIds.some((id) => id.endsWith(`/${AHEAD}`)),
        );
        const asked = chunkOf(
          bundle,
          (chunk) => chunk.isEntry && chunk.imports.includes(ahead.fileName),
        );
        const preact = chunkOf(bundle, ({ name }) => name === 'preact');

        const joined = await join(entry, ahead, preact, bundle, config);
        for (const { fileName, code } of joined)
          this.emitFile({ type: 'asset', fileName, source: HINT + code });
        preact.code = HINT + preact.code;
        const styles = stylesOf(html);
        const source = styles.map((name) => sourceOf(bundle[name])).join('\n');
        const sheet = this.getFileName(this.emitFile({ type: 'asset', name: 'popup.css', source }));
        const file = (name: string) => `/${joined.find((chunk) => chunk.name === name)?.fileName}`;
        page.source = html
          .replaceAll(/ *<(script type="module"|link rel="(modulepreload|stylesheet)").*\n/g, '')
          .replace(
            '  </head>',
            `    <script type="module" async crossorigin src="${file('ahead')}"></script>
    <script type="module" blocking="render" crossorigin src="${file('popup')}"></script>
    <link rel="modulepreload" crossorigin href="/${preact.fileName}">
    <link rel="stylesheet" crossorigin href="/${sheet}">
  </head>`,
          );
        remove([entry, asked], bundle);
        for (const name of styles) if (!isUsed(name, bundle)) delete bundle[name];
      },
    },
  };
}

function chunkOf(bundle: Bundle, is: (chunk: Chunk) => boolean): Chunk {
  const found = Object.values(bundle).find((file) => file.type === 'chunk' && is(file));
  if (found?.type !== 'chunk') throw new Error('expected a script of the popup in the bundle');
  return found;
}

const stylesOf = (html: string): string[] =>
  [...html.matchAll(/<link rel="stylesheet"[^>]*href="\/([^"]+)"/g)].map(([, name = '']) => name);

const sourceOf = (file: Bundle[string] | undefined) =>
  file?.type === 'asset' ? file.source.toString() : '';

/** Whether a page names the file. */
const isUsed = (name: string, bundle: Bundle) =>
  Object.values(bundle).some(
    (file) => file.fileName.endsWith('.html') && sourceOf(file).includes(name),
  );

/** The popup's script with all that it imports, but Preact: what `ahead` needs comes with that. */
async function join(
  popup: Chunk,
  ahead: Chunk,
  preact: Chunk,
  bundle: Bundle,
  { root, build: { target, minify } }: ResolvedConfig,
): Promise<Chunk[]> {
  const groups = [{ name: 'ahead', test: (id: string) => id === idOf(ahead.fileName) }];
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    plugins: [filesOf(bundle, preact)],
    build: {
      write: false,
      target,
      minify,
      modulePreload: false,
      rollupOptions: {
        input: { popup: `/${popup.fileName}` },
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          codeSplitting: { groups },
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = built.output.filter((file) => file.type === 'chunk');
  if (chunks.length !== 2)
    throw new Error(`expected two scripts: ${chunks.map(({ fileName }) => fileName)}`);
  return chunks;
}

const idOf = (fileName: string) => `\0${fileName}`;

/** Gives the files of a bundle, by their addresses. */
function filesOf(bundle: Bundle, preact: Chunk): Plugin {
  return {
    name: 'veil:files-of-bundle',
    enforce: 'pre',
    resolveId(source) {
      const name = `assets/${source.split('/').at(-1)}`;
      if (name === preact.fileName) return { id: source, external: true };
      return bundle[name]?.type === 'chunk' ? idOf(name) : null;
    },
    load(id) {
      const file = bundle[id.slice(1)];
      return id.startsWith('\0') && file?.type === 'chunk' ? file.code : null;
    },
  };
}

/** Takes these out of the bundle, with all that nobody else imports. */
function remove(chunks: readonly Chunk[], bundle: Bundle): void {
  for (const { fileName } of chunks) delete bundle[fileName];
  const left = Object.values(bundle).filter((file) => file.type === 'chunk');
  const used = new Set(
    left.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
  );
  const idle = left.filter(({ isEntry, isDynamicEntry, fileName }) => {
    return !isEntry && !isDynamicEntry && !used.has(fileName);
  });
  const kept = idle.filter(({ name }) => name !== 'preact');
  if (kept.length > 0) remove(kept, bundle);
}
