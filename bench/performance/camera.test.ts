import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { rawFrameBytes, rawHeader, splitJpegs, writeRawCamera } from './camera';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const jpegOf = (r: number, g: number, b: number) =>
  sharp({ create: { width: 64, height: 36, channels: 3, background: { r, g, b } } })
    .jpeg({ quality: 100 })
    .toBuffer();

it('plays the frames of a clip in their order, at the size and rate asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'veil-camera-'));
  folders.push(folder);
  const [clip, path] = [join(folder, 'clip.mjpeg'), join(folder, 'camera.y4m')];
  await writeFile(clip, Buffer.concat([await jpegOf(90, 90, 90), await jpegOf(255, 0, 0)]));
  const size = { width: 32, height: 18 };
  await writeRawCamera({ clip, path, rate: 100, ...size });

  const file = await readFile(path);
  const header = rawHeader(size, 100);
  expect(file.toString('latin1', 0, header.length)).toContain('W32 H18 F100:1');
  const frame = 6 + rawFrameBytes(size);
  expect(file.length).toBe(header.length + 2 * frame);
  const planeBytes = (n: number) => {
    const at = header.length + n * frame + 6;
    return [at, at + 32 * 18, at + 32 * 18 * 1.25].map((start) => file[start]);
  };
  // Grey, and the red of JFIF.
  for (const [n, expected] of [
    [0, [90, 128, 128]],
    [1, [76, 85, 255]],
  ] as const)
    planeBytes(n).forEach((byte, plane) => {
      expect(Math.abs((byte ?? 0) - (expected[plane] ?? 0))).toBeLessThanOrEqual(2);
    });
});

it('refuses a clip that holds no JPEG', () => {
  expect(() => splitJpegs(Buffer.from('RIFF....AVI LIST'))).toThrow();
});
