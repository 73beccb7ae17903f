import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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

/** The kernels again, as a function in JavaScript, by the name that a bundler defines. */
const SCALAR = 'VEIL_SCALAR_KERNELS';
const SCALAR_ENTRY = 'kernels/assembly/scalar/index.ts';
/** What wasm2js would have to emulate. */
const NOT_IN_JAVASCRIPT = 'simd,bulk-memory,sign-extension,nontrapping-f2i,mutable-globals';

/** A WASM module of ours. Throws an Error with what the compiler said. */
export async function buildModule(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(join(await buildAll(), name)));
}

/** The scalar kernels: an expression in JavaScript, see src/kernels/compile.ts. Throws as buildModule does. */
export async function buildScalar(): Promise<string> {
  return readFile(join(await buildAll(), SCALAR), 'utf8');
}

/** Path of the folder that has all of them, each under its name. */
function buildAll(): Promise<string> {
  return cached('kernels', ['kernels', 'src/kernels'], async (draft) => {
    for (const name of NAMES) {
      const { entry, features } = MODULES[name];
      await writeFile(join(draft, name), await compile(entry, ['--enable', features]));
    }
    await writeFile(join(draft, SCALAR), await compileScalar(draft));
  });
}

async function compile(entry: string, more: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only where it has something to do: it takes seconds.
  const { main } = await import('assemblyscript/asc');
  let module: Uint8Array<ArrayBuffer> | undefined;
  const args = [
    entry,
    ...['--baseDir', ROOT, '--outFile', 'module', '--runtime', 'stub', '--importMemory'],
    ...['-O3', '--noAssert', '--converge', ...more],
  ];
  const { error, stderr } = await main(args, {
    writeFile: (_, contents) => {
      module = Uint8Array.from(Buffer.from(contents));
    },
  });
  if (error || !module) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return module;
}

/** By wasm2js of binaryen, which comes with the compiler. folder: for what lies between the two. */
async function compileScalar(folder: string): Promise<string> {
  const [wasm, script] = [join(folder, 'scalar.wasm'), join(folder, 'scalar.js')];
  const without = NOT_IN_JAVASCRIPT.split(',').flatMap((feature) => ['--disable', feature]);
  await writeFile(wasm, await compile(SCALAR_ENTRY, without));
  const tool = createRequire(import.meta.url).resolve('binaryen/bin/wasm2js');
  await promisify(execFile)(process.execPath, [tool, wasm, '-O3', '-o', script]);
  const text = await readFile(script, 'utf8');
  await Promise.all([rm(wasm), rm(script)]);
  // What comes behind the function makes one instance for a module that is loaded.
  const [begin, end] = [text.indexOf('function asmFunc('), text.indexOf('var memasmFunc')];
  if (begin < 0 || end < begin) throw new Error('expected wasm2js to write a function');
  return `(${text.slice(begin, end).trim()})`;
}

/**
 * What a bundler must define for src/kernels/compile.ts and src/kernels/compile-network.ts: the modules in base64, and
 * the scalar kernels as they are. A bundle holds only those that it names.
 */
export async function kernelsDefinition(): Promise<Record<string, string>> {
  const define = async (name: ModuleName) => {
    const text = Buffer.from(await buildModule(name)).toString('base64');
    return [name, JSON.stringify(text)] as const;
  };
  const modules = Object.fromEntries(await Promise.all(NAMES.map(define)));
  return { ...modules, [SCALAR]: await buildScalar() };
}
