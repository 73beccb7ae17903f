/** A build depends on the sources alone: not on the folder it is made in, nor on who unpacked them. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { archiveOf, filesIn, sha256Of } from '../package/archive';
import { sourceFiles } from '../package/sources';
import { BUILT_ADDON } from './fixtures/firefox/veil';
import { expect, test } from './fixtures/test';
import { BUILT_EXTENSION } from './fixtures/veil';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('the unpacked source archive makes the same archives, byte for byte', async () => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'veil-built-elsewhere-'));
  try {
    const sources = archiveOf(ROOT, sourceFiles(ROOT));
    await unpack(sources, folder);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await promisify(execFile)('npm', ['run', 'package'], {
      cwd: folder,
      shell: process.platform === 'win32',
      maxBuffer: 10_000_000,
    });
    const sums = await readFile(join(folder, 'out/SHA256SUMS'), 'utf8');
    const archives = [
      archiveOf(BUILT_EXTENSION, filesIn(BUILT_EXTENSION)),
      archiveOf(BUILT_ADDON, filesIn(BUILT_ADDON)),
      sources,
    ];
    expect(sums.match(/^\w+/gm)).toEqual(archives.map(sha256Of));
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  for (const [file, bytes] of Object.entries(unzipSync(archive))) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
