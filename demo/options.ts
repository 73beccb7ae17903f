import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type DemoOptions = {
  /** Ends the demo after this time and judges it; undefined runs until the browser is closed. */
  readonly seconds: number | undefined;
  readonly headless: boolean;
  readonly browser: 'chromium' | 'firefox';
  /** A file for the camera to play, .mjpeg or .y4m. */
  readonly camera: string | undefined;
};

export const USAGE = 'npm start -- [--seconds N] [--headless] [--camera FILE.mjpeg] [--firefox]';

/** Reads the command line. Throws one sentence for what it cannot use. */
export function parseOptions(args: readonly string[], display: boolean): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string' },
      headless: { type: 'boolean', default: false },
      camera: { type: 'string' },
      firefox: { type: 'boolean', default: false },
    },
  });
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds > 0))
    throw new Error(`--seconds wants a number above 0, not "${values.seconds}".`);
  if (values.camera !== undefined && !existsSync(values.camera))
    throw new Error(`There is no camera file "${values.camera}".`);
  return {
    seconds,
    headless: values.headless || !display,
    browser: values.firefox ? 'firefox' : 'chromium',
    camera: values.camera && resolve(values.camera),
  };
}

/** True where a window can be shown. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
