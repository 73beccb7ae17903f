import { createHash } from 'node:crypto';
import { copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { DEFAULT_SIZE, FRAME_COUNT, type Size } from './layout.ts';
import { LOOK_NAMES, type LookName, lookOf } from './look.ts';
import { noisyRgb } from './noise.ts';
import { personSvg, roomSvg } from './presenter.ts';
import { composite, rasterise } from './raster.ts';
import { toVideoRange } from './video-range.ts';

export { type FrameTruth, frameTruth } from './raster.ts';

/** Everything besides the drawing that decides the bytes; a change gives new cache entries. */
const ENCODING = { version: 2, quality: 92, chromaSubsampling: '4:2:0', sharp: sharp.versions };

/** Frames rendered at a time: two keep two cores busy. */
const AT_A_TIME = 2;

const CACHE = fileURLToPath(new URL('../node_modules/.cache/veil-presenter/', import.meta.url));

export interface CameraFileOptions {
  readonly look: LookName;
  /** Pixels; 1280 by default. */
  readonly width?: number;
  /** Pixels; 720 by default. */
  readonly height?: number;
  /** Where a copy goes; its name should end in .mjpeg, which Chromium looks at. By default none is made. */
  readonly path?: string;
  /** Frames from the start of the loop; 90 (all) by default. */
  readonly frames?: number;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function jpegs(look: LookName, size: Size, room: string, people: string[]): Promise<Buffer> {
  const behind = await rasterise(room, size);
  const { noise } = lookOf(look);
  const files: Buffer[] = new Array(people.length);
  let next = 0;
  const work = async () => {
    while (next < people.length) {
      const frame = next;
      next += 1;
      const picture = composite(behind, await rasterise(people[frame] ?? '', size));
      const rgb = noisyRgb(picture, noise, frame);
      toVideoRange(rgb);
      files[frame] = await sharp(rgb, { raw: { ...size, channels: 3 } })
        .jpeg({ quality: ENCODING.quality, chromaSubsampling: ENCODING.chromaSubsampling })
        .toBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return Buffer.concat(files);
}

/**
 * Writes the loop as the camera file that Chromium plays with
 * `--use-file-for-fake-video-capture=FILE.mjpeg` (JPEG after JPEG, 30 frames per second, for ever).
 * Its levels are those of video (16 to 235), which Chromium widens again: other players show it
 * pale. A file rendered before from the same drawing is taken from the cache. Returns the path, of the copy or
 * of the file in the cache.
 */
export async function writeCameraFile(options: CameraFileOptions): Promise<string> {
  const { look, path, frames = FRAME_COUNT } = options;
  const size = {
    width: options.width ?? DEFAULT_SIZE.width,
    height: options.height ?? DEFAULT_SIZE.height,
  };
  const room = roomSvg(look, size);
  const people = Array.from({ length: frames }, (_, frame) => personSvg(look, frame, size));
  const hash = createHash('sha256').update(JSON.stringify([ENCODING, lookOf(look).noise, room]));
  for (const person of people) hash.update(person);
  const cached = join(CACHE, `${look}-${size.width}x${size.height}-${hash.digest('hex')}.mjpeg`);
  if (!(await exists(cached))) {
    await mkdir(CACHE, { recursive: true });
    // Renamed when complete: tests that run side by side never see half a file.
    const draft = draftOf(cached);
    await writeFile(draft, await jpegs(look, size, room, people));
    await rename(draft, cached);
  }
  if (path === undefined) return cached;
  await mkdir(dirname(path), { recursive: true });
  // Likewise: another browser may be playing the file.
  const copy = draftOf(path);
  await copyFile(cached, copy);
  await rename(copy, path);
  return path;
}

let lastDraft = 0;

/** Where a file is written until it is complete: another place for each that is written at the same time. */
function draftOf(path: string): string {
  return `${path}.${process.pid}.${++lastDraft}`;
}

/** A size written `1280x720`, in pixels. */
function sizeFrom(text: string): Size {
  const [width, height] = text.split('x').map(Number);
  if (!width || !height) throw new Error(`Not a size: ${text}; write it like 1280x720`);
  return { width, height };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      look: { type: 'string' },
      out: { type: 'string' },
      size: { type: 'string', default: '1280x720' },
    },
  });
  const look = LOOK_NAMES.find((name) => name === values.look);
  if (!look || !values.out) {
    console.error(`camera-file.ts --look ${LOOK_NAMES.join('|')} --out FILE [--size WxH]`);
    process.exitCode = 2;
    return;
  }
  await writeCameraFile({ look, path: values.out, ...sizeFrom(values.size) });
  console.log(`${values.out}: ${(await stat(values.out)).size} bytes`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
