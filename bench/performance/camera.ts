/** The bench's camera: a clip as raw video, at a rate and a size of our choice. */
import { open, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Size } from '../../src/shared/geometry';

export type CameraOptions = Size & {
  /** Path of a clip of concatenated JPEGs. */
  readonly clip: string;
  /** Path of the file to write; must end in .y4m, which Chromium looks at. */
  readonly path: string;
  /** Frames per second. */
  readonly rate: number;
};

/** End of a JPEG and start of the next. Neither marker is found within one. */
const BETWEEN = Buffer.from([0xff, 0xd9, 0xff, 0xd8]);

/**
 * Writes the clip as a camera file that Chromium plays, over and over, with
 * `--use-file-for-fake-video-capture`. Unlike JPEGs, raw frames cost next to nothing to read, and
 * their file says how fast it is to be played. Throws for a clip without frames.
 */
export async function writeRawCamera({ clip, path, rate, ...size }: CameraOptions): Promise<void> {
  const frames = splitJpegs(await readFile(clip));
  const file = await open(path, 'w');
  try {
    await file.write(rawHeader(size, rate));
    const planes = Buffer.alloc(rawFrameBytes(size));
    for (const frame of frames) {
      const rgb = await sharp(frame)
        .resize({ ...size, fit: 'cover' })
        .removeAlpha()
        .raw()
        .toBuffer();
      writePlanes(rgb, size, planes);
      await file.write('FRAME\n');
      await file.write(planes);
    }
  } finally {
    await file.close();
  }
}

/** First line of a YUV4MPEG2 file. */
export function rawHeader({ width, height }: Size, rate: number): string {
  return `YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`;
}

/** Bytes of an I420 frame; sizes are even. */
export function rawFrameBytes({ width, height }: Size): number {
  return (width * height * 3) / 2;
}

/** The JPEGs of a file that holds nothing else. Throws when there is none. */
export function splitJpegs(file: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  let start = 0;
  for (;;) {
    const next = file.indexOf(BETWEEN, start);
    const end = next < 0 ? file.length : next + 2;
    if (end - start > 4) frames.push(file.subarray(start, end));
    if (next < 0) break;
    start = end;
  }
  if (!file.subarray(0, 2).equals(BETWEEN.subarray(2))) throw new Error('expected a file of JPEGs');
  return frames;
}

/**
 * RGB to the planes that a JPEG of it holds (ITU-T T.871, section 7): the same bytes that Chromium
 * would find in the clip.
 */
function writePlanes(rgb: Buffer, { width, height }: Size, planes: Buffer): void {
  const chroma = width / 2;
  const uAt = width * height;
  const vAt = uAt + uAt / 4;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const pixel = (y + (corner >> 1)) * width + x + (corner & 1);
        const r = rgb[3 * pixel] as number;
        const g = rgb[3 * pixel + 1] as number;
        const b = rgb[3 * pixel + 2] as number;
        planes[pixel] = 0.299 * r + 0.587 * g + 0.114 * b + 0.5;
        red += r / 4;
        green += g / 4;
        blue += b / 4;
      }
      const at = (y / 2) * chroma + x / 2;
      planes[uAt + at] = Math.min(255, 128.5 - 0.168736 * red - 0.331264 * green + 0.5 * blue);
      planes[vAt + at] = Math.min(255, 128.5 + 0.5 * red - 0.418688 * green - 0.081312 * blue);
    }
  }
}
