/** What the tests need of a machine: said before they run, in one go. */
import { execFileSync } from 'node:child_process';
import { ensureChromium, findChromium } from '../e2e/fixtures/chromium';
import { ensureFirefox, findFirefox } from '../e2e/fixtures/firefox/firefox';

/** A thing that is missing, and the package of Debian's that has it. */
export type Missing = { readonly what: string; readonly packages: string };

/** Browsers that are missing are installed first, where that is possible. */
export function missingForTests(): Missing[] {
  const missing: Missing[] = [];
  if (!has(findChromium, ensureChromium)) missing.push({ what: 'Chromium', packages: 'chromium' });
  if (!has(findFirefox, ensureFirefox)) missing.push({ what: 'Firefox', packages: 'firefox-esr' });
  if (process.platform !== 'linux') return missing;
  // The camera of the tests in Firefox is compiled, and its WebGL wants a screen.
  if (!runs(process.env['CC'] ?? 'cc', '--version'))
    missing.push({ what: 'a C compiler', packages: 'gcc libc6-dev' });
  if (!runs('Xvfb', '-help')) missing.push({ what: 'Xvfb', packages: 'xvfb' });
  const libraries = run('ldconfig', '-p') ?? run('/sbin/ldconfig', '-p') ?? '';
  for (const [file, packages] of Object.entries(LIBRARIES))
    if (libraries && !libraries.includes(file)) missing.push({ what: file, packages });
  return missing;
}

const LIBRARIES = {
  'libGL.so.1': 'libgl1',
  'libEGL.so.1': 'libegl1',
  'libGLESv2.so.2': 'libgles2',
} as const;

/** What to tell of it, and to do; undefined where nothing is missing. */
export function sentenceOf(missing: readonly Missing[]): string | undefined {
  if (!missing.length) return undefined;
  const names = missing.map(({ what }) => what).join(', ');
  const packages = missing.map((each) => each.packages).join(' ');
  return `The tests need what this machine lacks: ${names}. On Debian and Ubuntu: sudo apt-get install ${packages}`;
}

function has(find: () => string | undefined, ensure: () => string): boolean {
  if (find()) return true;
  try {
    ensure();
    return true;
  } catch {
    return false; // It has told why, and the sentence names it.
  }
}

const runs = (command: string, ...args: string[]) => run(command, ...args) !== undefined;

/** What a command prints; undefined where it is not there, or fails. */
function run(command: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
