import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const ENTRY = 'kernels/assembly/index.ts';
const ROOT = fileURLToPath(new URL('..', import.meta.url));

let built: Promise<Uint8Array<ArrayBuffer>> | undefined;

/** The WASM module of the kernels; compiled once. Throws an Error with what the compiler said. */
export function buildKernels(): Promise<Uint8Array<ArrayBuffer>> {
  built ??= compile();
  return built;
}

async function compile(): Promise<Uint8Array<ArrayBuffer>> {
  let module: Uint8Array<ArrayBuffer> | undefined;
  const args = [
    ENTRY,
    ...['--baseDir', ROOT, '--outFile', 'kernels.wasm', '--runtime', 'stub', '--importMemory'],
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
