import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lighten } from './lighten.ts';
import { addMetadata } from './metadata.ts';
import { packWeights } from './pack.ts';
import { readSource, sha256Of } from './source.ts';

/** The model that tasks-vision runs; the extension re-shapes it to the size it needs. */
export const MODEL_FILE = 'general.tflite';
/** The same network's weights for the engine of our own, see src/network. */
export const WEIGHTS_FILE = 'general.weights';
/** What the extension holds the model against: a JSON object of `ModelListing`. */
export const LISTING = 'models.json';

export type ModelListing = {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * Writes the model, its listing and the packed weights to a folder, which is made if need be; other files
 * there are left alone. Files that are up to date are not touched. Returns the listing.
 * Throws an Error when the source is missing or not the one that was checked.
 */
export async function buildModels(outDir: string): Promise<ModelListing> {
  const source = await readSource('general');
  const weights = await packWeights(source, 'general');
  const listing = await writeModel(outDir, addMetadata(lighten(source)));
  await writeIfNew(join(outDir, WEIGHTS_FILE), weights);
  return listing;
}

/** Writes a model and its listing to a folder, as `buildModels` does. */
export async function writeModel(outDir: string, model: Uint8Array): Promise<ModelListing> {
  const listing = { file: MODEL_FILE, bytes: model.length, sha256: sha256Of(model) };
  await mkdir(outDir, { recursive: true });
  await writeIfNew(join(outDir, MODEL_FILE), model);
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

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('./generated/', import.meta.url));
  const { file, bytes } = await buildModels(folder);
  console.log(`${file}  ${bytes} bytes`);
}
