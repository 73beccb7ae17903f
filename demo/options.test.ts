import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasDisplay, helpOf, parseOptions } from './options';

describe('the options of the demo', () => {
  it('are a window, whichever browser there is, until it is closed', () => {
    expect(parseOptions([], true)).toEqual({
      seconds: undefined,
      headless: false,
      browser: undefined,
      camera: undefined,
    });
  });

  it('end a call that nobody sees', () => {
    expect(parseOptions([], false)).toMatchObject({ headless: true, seconds: 10 });
    expect(parseOptions(['--headless'], true)).toMatchObject({ headless: true, seconds: 10 });
    expect(parseOptions(['--seconds', '3'], false)).toMatchObject({ seconds: 3 });
  });

  it('take a file that is there, by its whole path', () => {
    const file = fileURLToPath(import.meta.url);
    expect(parseOptions(['--camera', file, '--firefox'], true)).toMatchObject({
      camera: file,
      browser: 'firefox',
    });
  });

  it('are refused with a sentence', () => {
    expect(() => parseOptions(['--seconds', 'x'], true)).toThrow(
      '--seconds wants a number above 0, not "x".',
    );
    expect(() => parseOptions(['--seconds', '0'], true)).toThrow('above 0');
    expect(() => parseOptions(['--camera', 'none.mjpeg'], true)).toThrow(
      'There is no camera file "none.mjpeg".',
    );
    expect(() => parseOptions(['--colour'], true)).toThrow(/--colour/);
  });

  it('are explained', () => {
    expect(parseOptions(['--help', '--seconds', 'x'], true)).toBe('help');
    for (const option of ['seconds', 'headless', 'camera', 'firefox', 'help'])
      expect(helpOf('start')).toContain(`  --${option} `);
  });
});

describe('a display', () => {
  it('is there on Linux only where one is named', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});
