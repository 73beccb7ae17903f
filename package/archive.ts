import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/**
 * A zip file whose bytes depend on nothing but names and contents: no dates, no owners, one compressor in plain
 * JavaScript for all systems. files: paths relative to the folder.
 */
export function archiveOf(folder: string, files: readonly string[]): Uint8Array {
  const entries = files
    .toSorted()
    .map((file) => [file, Uint8Array.from(readFileSync(join(folder, file)))] as const);
  // The first date that the format knows; it is read in the zone of this machine's clock.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime });
}

/** All files in a folder, relative to it, with slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));
}

/** SHA-256 in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
