import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type DemoOptions = {
  /** Ends the demo after this time and judges it; undefined runs until the browser is closed. */
  readonly seconds: number | undefined;
  readonly headless: boolean;
  /** undefined: whichever there is. */
  readonly browser: 'chromium' | 'firefox' | undefined;
  /** A file for the camera to play, .mjpeg or .y4m. */
  readonly camera: string | undefined;
};

/** How long a call runs that nobody sees and nobody could close. */
const UNSEEN_SECONDS = 10;

/** What `--help` says after the first line. */
const HELP = `
  --seconds N      stop after N seconds, and fail unless the far end got the person before the backdrop
  --headless       show no window; without --seconds for ${UNSEEN_SECONDS} seconds
  --camera FILE    play a file (.mjpeg, .y4m) as the camera
  --firefox        take Firefox, also where there is a Chromium
  --help           this text

VEIL_CHROMIUM and VEIL_FIREFOX may name the browser's program.`;

/** What to write; the text of `--help`. name: of the script. */
export const usageOf = (name: string) =>
  `Usage: npm ${name} -- [--seconds N] [--headless] [--camera FILE] [--firefox] [--help]`;
export const helpOf = (name: string) => `${usageOf(name)}\n${HELP}`;

/** Reads the command line. Throws one sentence for what it cannot use. */
export function parseOptions(args: readonly string[], display: boolean): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string' },
      headless: { type: 'boolean', default: false },
      camera: { type: 'string' },
      firefox: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds > 0))
    throw new Error(`--seconds wants a number above 0, not "${values.seconds}".`);
  if (values.camera !== undefined && !existsSync(values.camera))
    throw new Error(`There is no camera file "${values.camera}".`);
  const headless = values.headless || !display;
  return {
    seconds: seconds ?? (headless ? UNSEEN_SECONDS : undefined),
    headless,
    browser: values.firefox ? 'firefox' : undefined,
    camera: values.camera && resolve(values.camera),
  };
}

/** True where a window can be shown. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
