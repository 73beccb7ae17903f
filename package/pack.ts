/** `npm run package`, when both builds are made: the archives that the stores take, in `out`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import project from '../package.json' with { type: 'json' };
import { archiveOf, filesIn, sha256Of } from './archive.ts';
import { sourceFiles } from './sources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'out');
const ARCHIVES = {
  chromium: { folder: 'dist/chromium', list: filesIn },
  firefox: { folder: 'dist/firefox', list: filesIn },
  source: { folder: '.', list: sourceFiles },
} as const;

mkdirSync(OUT, { recursive: true });
const sums: string[] = [];
for (const [name, { folder, list }] of Object.entries(ARCHIVES)) {
  const path = join(ROOT, folder);
  const files = list(path);
  const archive = archiveOf(path, files);
  const file = `veil-${name}-${project.version}.zip`;
  writeFileSync(join(OUT, file), archive);
  sums.push(`${sha256Of(archive)}  ${file}`);
  console.log(`out/${file}  ${files.length} files, ${archive.length} bytes`);
}
writeFileSync(join(OUT, 'SHA256SUMS'), `${sums.join('\n')}\n`);
console.log(sums.join('\n'));
