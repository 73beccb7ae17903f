import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../build/cache.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The modules, by the names that a bundler defines: where each begins, and what of WASM it wants. */
const MODULES = {
  VEIL_KERNELS: { entry: 'kernels/assembly/index.ts', features: 'simd' },
  VEIL_NETWORK: { entry: 'kernels/assembly/network/index.ts', features: 'simd' },
  VEIL_NETWORK_RELAXED: {
    entry: 'kernels/assembly/network/index.ts',
    features: 'simd,relaxed-simd',
  },
} as const;

export type ModuleName = keyof typeof MODULES;

const NAMES = Object.keys(MODULES) as ModuleName[];

/** A WASM module of ours. Throws an Error with what the compiler said. */
export async function buildModule(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await cached('kernels', ['kernels', 'src/kernels'], async (draft) => {
    for (const each of NAMES) await writeFile(join(draft, each), await compile(each));
  });
  return Uint8Array.from(await readFile(join(folder, name)));
}

async function compile(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only where it has something to do: it takes seconds.
  const { main } = await import('assemblyscript/asc');
  const { entry, features } = MODULES[name];
  let module: Uint8Array<ArrayBuffer> | undefined;
  const args = [
    entry,
    ...['--baseDir', ROOT, '--outFile', name, '--runtime', 'stub', '--importMemory'],
    ...['--enable', features, '-O3', '--noAssert', '--converge'],
  ];
  const { error, stderr } = await main(args, {
    writeFile: (_, contents) => {
      module = Uint8Array.from(Buffer.from(contents));
    },
  });
  if (error || !module) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return module;
}

/**
 * What a bundler must define for the sources that compile the modules, in base64: src/kernels/compile.ts and
 * src/kernels/compile-network.ts. A bundle holds only those that it names.
 */
export async function kernelsDefinition(): Promise<Record<string, string>> {
  const define = async (name: ModuleName) => {
    const text = Buffer.from(await buildModule(name)).toString('base64');
    return [name, JSON.stringify(text)] as const;
  };
  return Object.fromEntries(await Promise.all(NAMES.map(define)));
}
