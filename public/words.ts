// Turns the words of the interface, one flat file for each language, into the files browsers read.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, 'words');

/** Words by their keys; `$1` to `$9` are filled in by the program. */
export type Words = Readonly<Record<string, string>>;

/** All languages, by the names that browsers give their folders (`en`, `pt_BR`). */
export async function readWords(): Promise<ReadonlyMap<string, Words>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const read = async (file: string) => {
    const words: Words = JSON.parse(await readFile(join(folder, file), 'utf8'));
    return [basename(file, '.json'), words] as const;
  };
  return new Map(await Promise.all(files.map(read)));
}

/** Writes `_locales/<language>/messages.json`. */
export async function writeWords(outDir: string): Promise<void> {
  for (const [language, words] of await readWords()) {
    const messages = Object.entries(words).map(([key, message]) => [key, { message }]);
    const languageDir = join(outDir, '_locales', language);
    await mkdir(languageDir, { recursive: true });
    await writeFile(
      join(languageDir, 'messages.json'),
      JSON.stringify(Object.fromEntries(messages)),
    );
  }
}
