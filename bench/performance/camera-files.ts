import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCameraFile } from '../../presenter/camera-file';
import type { Size } from '../../src/shared/geometry';
import { writeRawCamera } from './camera';

/** Raw camera files, made when first wanted; hundreds of megabytes, so kept for one run only. */
export type CameraFiles = {
  pathOf(size: Size, rate: number): Promise<string>;
  close(): Promise<void>;
};

/** clip: a file of JPEGs; undefined for the drawn presenter. */
export async function openCameraFiles(clip: string | undefined): Promise<CameraFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'veil-bench-'));
  const made = new Map<string, Promise<string>>();

  const make = async (name: string, size: Size, rate: number): Promise<string> => {
    const drawn = join(folder, `${name}.mjpeg`);
    const source = clip ?? (await writeCameraFile({ look: 'mira', ...size, path: drawn }));
    const path = join(folder, `${name}.y4m`);
    await writeRawCamera({ clip: source, path, rate, ...size });
    return path;
  };

  return {
    pathOf: (size, rate) => {
      const name = `${size.width}x${size.height}-${rate}`;
      const path = made.get(name) ?? make(name, size, rate);
      made.set(name, path);
      return path;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
