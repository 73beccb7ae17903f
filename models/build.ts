import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addMetadata } from './metadata.ts';
import { reshape } from './reshape.ts';
import { readSource, sha256Of } from './source.ts';
import { SHIPPED, type Source, VARIANTS, type Variant } from './variants.ts';

/** One line of the listing: a file that was written, its input size in pixels, its size in bytes. */
export type ModelFile = {
  readonly name: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** The listing's own file, a JSON array of `ModelFile`. */
export const LISTING = 'models.json';

/**
 * Writes the variants and their listing to a folder, which is made if need be; other files there
 * are left alone. Files that are up to date are not touched. Returns the listing.
 * Throws an Error when a source is missing or not the one that was checked.
 */
export async function buildModels(
  outDir: string,
  variants: readonly Variant[] = SHIPPED,
): Promise<ModelFile[]> {
  const sources = new Map<Source, Uint8Array>();
  for (const source of new Set(variants.map((variant) => variant.source))) {
    sources.set(source, await readSource(source));
  }
  await mkdir(outDir, { recursive: true });
  const listing: ModelFile[] = [];
  for (const { name, source, input, file } of variants) {
    const network = sources.get(source);
    if (!network) throw new Error(`The source ${source} of ${name} was not read.`);
    const model = addMetadata(reshape(network, input));
    await writeIfNew(join(outDir, file), model);
    listing.push({ name, file, ...input, bytes: model.length, sha256: sha256Of(model) });
  }
  const text = `${JSON.stringify(listing, null, 2)}\n`;
  await writeIfNew(join(outDir, LISTING), new TextEncoder().encode(text));
  return listing;
}

/** A file that stays as it is keeps its date, so a watching dev server does not reload. */
async function writeIfNew(path: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!present?.equals(bytes)) await writeFile(path, bytes);
}

/** `npx tsx models/build.ts [folder] [--all]`: the shipped variants, or all of them. */
async function main(args: readonly string[]): Promise<void> {
  const folder =
    args.find((arg) => !arg.startsWith('--')) ??
    fileURLToPath(new URL('./generated/', import.meta.url));
  const listing = await buildModels(folder, args.includes('--all') ? VARIANTS : SHIPPED);
  for (const { file, bytes } of listing) console.log(`${file}  ${bytes} bytes`);
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
