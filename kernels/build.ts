import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../build/cache.ts';

const ENTRY = 'kernels/assembly/index.ts';
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'kernels.wasm';

/** The WASM module of the kernels. Throws an Error with what the compiler said. */
export async function buildKernels(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await cached('kernels', ['kernels'], async (draft) =>
    writeFile(join(draft, FILE), await compile()),
  );
  return Uint8Array.from(await readFile(join(folder, FILE)));
}

async function compile(): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only where it has something to do: it takes seconds.
  const { main } = await import('assemblyscript/asc');
  let module: Uint8Array<ArrayBuffer> | undefined;
  const args = [
    ENTRY,
    ...['--baseDir', ROOT, '--outFile', FILE, '--runtime', 'stub', '--importMemory'],
    ...['--enable', 'simd', '-O3', '--noAssert', '--converge'],
  ];
  const { error, stderr } = await main(args, {
    writeFile: (_, contents) => {
      module = Uint8Array.from(Buffer.from(contents));
    },
  });
  if (error || !module) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return module;
}

/** What a bundler must define for the sources that compile the kernels, see src/kernels/compile.ts. */
export async function kernelsDefinition(): Promise<Record<string, string>> {
  return { VEIL_KERNELS: JSON.stringify(Buffer.from(await buildKernels()).toString('base64')) };
}
