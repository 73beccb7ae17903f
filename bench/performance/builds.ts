/** Builds of the extension. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BUILT_EXTENSION } from '../../e2e/fixtures/veil';
import type { PhaseName } from '../../src/shared/status';
import { aliasWithout, MARK } from './without/aliases';

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

/** What differs from the package as it is shipped. */
export type Build = {
  readonly compositor: CompositorName;
  /** A phase of the frame that does nothing: for the bench only, it shows old pictures. */
  readonly without?: PhaseName | undefined;
  /** Functions keep their names. */
  readonly readable?: boolean;
};

const builds = new Map<string, Promise<string>>();

/** Folder of the unpacked extension, built when first wanted. */
export function extensionWith(wanted: Build): Promise<string> {
  const { compositor, without, readable } = wanted;
  if (compositor === 'planes' && !without && !readable) return Promise.resolve(BUILT_EXTENSION);
  const name = [compositor, readable && 'readable', without && `without-${without}`];
  const folder = name.filter(Boolean).join('-');
  const made = builds.get(folder) ?? buildAs(folder, wanted);
  builds.set(folder, made);
  return made;
}

async function buildAs(name: string, { compositor, without, readable }: Build): Promise<string> {
  const outDir = join(ROOT, 'out/bench', name);
  const webgl = compositor === 'webgl';
  await build({
    root: ROOT,
    logLevel: 'error',
    resolve: {
      alias: [...(webgl ? [ALWAYS_WEBGL] : []), ...(without ? [aliasWithout(without)] : [])],
    },
    build: { outDir, minify: !readable },
  });
  const pipeline = await readFile(join(outDir, 'src/page/pipeline.iife.js'), 'utf8');
  if (webgl !== pipeline.includes(ALWAYS_WEBGL_MARK))
    throw new Error(`the build has not the compositor ${compositor}`);
  if (without && !pipeline.includes(`${MARK}${without}`))
    throw new Error(`the build has not left out ${without}`);
  return outDir;
}
