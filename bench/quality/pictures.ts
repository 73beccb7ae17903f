import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Size } from '../../src/shared/geometry';

export type Sample = {
  readonly size: Size;
  /** RGBA of the fed frame and of the processed one. */
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  /** Recovered opacity, 0..1. */
  readonly alpha: Float32Array;
  /** The truth, 0..255. */
  readonly matte: Uint8Array;
};

/**
 * Writes a sample as one JPEG of three pictures side by side: the frame, what became of it, and the
 * error over the recovered matte in grey (red: room that is shown, blue: person that is missing).
 */
export async function writeSample(folder: string, name: string, sample: Sample): Promise<void> {
  const { size, input, output } = sample;
  const panels = [input, output, errorPicture(sample)];
  await mkdir(folder, { recursive: true });
  await sharp({
    create: { width: 3 * size.width, height: size.height, channels: 3, background: 'black' },
  })
    .composite(
      panels.map((panel, i) => ({
        input: Buffer.from(panel.buffer, panel.byteOffset, panel.byteLength),
        raw: { ...size, channels: 4 as const },
        left: i * size.width,
        top: 0,
      })),
    )
    .jpeg({ quality: 90 })
    .toFile(join(folder, `${name.replace(/[^\w-]+/g, '-')}.jpg`));
}

function errorPicture({ alpha, matte }: Sample): Uint8Array {
  const picture = new Uint8Array(alpha.length * 4);
  for (let i = 0; i < alpha.length; i++) {
    const found = (alpha[i] as number) * 255;
    const error = found - (matte[i] as number);
    const grey = found * 0.6;
    picture[4 * i] = grey + Math.max(0, error) * 0.4;
    picture[4 * i + 1] = grey - Math.min(grey, Math.abs(error) * 0.6);
    picture[4 * i + 2] = Math.min(255, grey + Math.max(0, -error));
    picture[4 * i + 3] = 255;
  }
  return picture;
}
