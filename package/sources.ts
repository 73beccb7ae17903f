import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * The files of the project, relative to its folder, in order: what git knows or would take. Without git, as in
 * the unpacked source archive, all files but those in folders that `.gitignore` names.
 */
export function sourceFiles(root: string): string[] {
  const files = existsSync(join(root, '.git')) ? filesOfGit(root) : filesOfFolder(root);
  return files.toSorted();
}

function filesOfGit(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
  // A file that is removed stays listed until that is committed.
  return files.filter((file) => file && existsSync(join(root, file)));
}

function filesOfFolder(root: string): string[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter(Boolean);
  const files: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const file = relative(root, path).replaceAll('\\', '/');
      if (ignored.includes(name) || ignored.includes(file)) continue;
      if (statSync(path).isDirectory()) walk(path);
      else files.push(file);
    }
  };
  walk(root);
  return files;
}
