import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { decompress } from 'fzstd';
import { sha256Of } from '../models/source.ts';

/** The npm package that the engine to fall back on comes from. */
const PACKAGE = { name: '@mediapipe/tasks-vision', version: '0.10.35' } as const;
/** Its WASM, and the SHA-256 that this had when it was checked. */
const FILE = 'vision_wasm_module_internal.wasm';
const SHA256 = '617b8e0248dbd27e9d7ece4218004eae4cefb499196d1bb4fa0e3fef21708756';
/** The next three levels are no smaller by more than 0.04 %. */
const LEVEL = 19;

/** The file that `buildEngine` writes. */
export const PACKED_ENGINE = `${FILE}.zst`;

/**
 * Writes the engine's WASM to a folder, which is made if need be, compressed as the extension unpacks it: of 11.2 MB it makes 2.4,
 * and a zip file 3.4. Throws an Error when the file is missing, not the one that was checked, or does not come out as it went in.
 */
export async function buildEngine(folder: string): Promise<void> {
  const wasm = await readEngine();
  const zstd = await Zstd.load();
  const packed = zstd.compress(wasm, LEVEL);
  await Zstd.unload();
  checkEngine(decompress(packed));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PACKED_ENGINE), packed);
}

/** The WASM as the package has it. Throws an Error when it is missing or not the one that was checked. */
export async function readEngine(): Promise<Uint8Array> {
  let wasm: Uint8Array;
  try {
    const path = createRequire(import.meta.url).resolve(`${PACKAGE.name}/${FILE}`);
    wasm = new Uint8Array(await readFile(path));
  } catch (cause) {
    const from = `${PACKAGE.name} ${PACKAGE.version}`;
    throw new Error(`${FILE} cannot be read: run npm ci to install ${from}.`, { cause });
  }
  checkEngine(wasm);
  return wasm;
}

/** Throws an Error when the bytes are not those that were checked. */
export function checkEngine(bytes: Uint8Array): void {
  const found = sha256Of(bytes);
  if (found === SHA256) return;
  throw new Error(
    `${FILE} is not the file of ${PACKAGE.name} ${PACKAGE.version} (its SHA-256 is ${found}): ` +
      'install that version with npm ci, or, if you mean to change the engine, ' +
      'run e2e/models.spec.ts and then set the version and its sha256 in build/engine.ts.',
  );
}
