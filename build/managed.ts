import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts the schema of what administrators decide where Chromium's manifest names it; Firefox knows none. */
export function managedSchema(): Plugin {
  return {
    name: 'veil:managed-schema',
    generateBundle: async function () {
      const source = await readFile(join(import.meta.dirname, 'managed.json'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'managed.json', source });
    },
  };
}
