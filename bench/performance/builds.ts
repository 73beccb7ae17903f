/** Builds of the extension, and what the package weighs. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { BUILT_EXTENSION } from '../../e2e/fixtures/veil';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `planes`: the package as it is shipped, on a browser that has no GPU. */
export type CompositorName = 'planes' | 'webgl';

/**
 * A build that always takes WebGL, though the shipped one would not where it is drawn in software.
 * By an alias: of all settings, it alone reaches the content scripts and the workers inside them.
 */
const ALWAYS_WEBGL = {
  find: /^\.\/choice$/,
  replacement: fileURLToPath(new URL('./always-webgl.ts', import.meta.url)),
};
const ALWAYS_WEBGL_MARK = 'Veil bench: always WebGL';

const builds = new Map<string, Promise<string>>();

/**
 * Folder of the unpacked extension that has this compositor, built when first wanted. readable:
 * functions keep their names.
 */
export function extensionWith(compositor: CompositorName, readable = false): Promise<string> {
  if (compositor === 'planes' && !readable) return Promise.resolve(BUILT_EXTENSION);
  const name = `${compositor}${readable ? '-readable' : ''}`;
  const made = builds.get(name) ?? buildAs(name, compositor, readable);
  builds.set(name, made);
  return made;
}

async function buildAs(
  name: string,
  compositor: CompositorName,
  readable: boolean,
): Promise<string> {
  const outDir = join(ROOT, 'out/bench', name);
  const webgl = compositor === 'webgl';
  await build({
    root: ROOT,
    logLevel: 'error',
    resolve: { alias: webgl ? [ALWAYS_WEBGL] : [] },
    build: { outDir, minify: !readable },
  });
  const pipeline = await readFile(join(outDir, 'src/page/pipeline.iife.js'), 'utf8');
  if (webgl !== pipeline.includes(ALWAYS_WEBGL_MARK))
    throw new Error(`the build has not the compositor ${compositor}`);
  return outDir;
}

/** Bytes of each file's headers in a zip archive besides its name, in both places; and of its end. */
const ZIP_FILE_BYTES = 30 + 46;
const ZIP_END_BYTES = 22;

/** Bytes of the folder as a zip archive. */
export async function zippedSize(folder: string): Promise<number> {
  let total = ZIP_END_BYTES;
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    const { length } = deflateRawSync(await readFile(path), { level: 9 });
    total += ZIP_FILE_BYTES + 2 * relative(folder, path).length + length;
  }
  return total;
}
