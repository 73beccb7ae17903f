import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The two networks of MediaPipe's selfie segmentation; they differ in shape and training. */
export type Source = 'general' | 'landscape';

/** The npm package the networks come from. */
export const PACKAGE = {
  name: '@mediapipe/selfie_segmentation',
  version: '0.1.1675465747',
} as const;

/**
 * The networks' files and the SHA-256 they had when they were checked. Change one only after the
 * tests and a look at the masks of every variant.
 */
const FILES: Record<Source, { readonly file: string; readonly sha256: string }> = {
  general: {
    file: 'selfie_segmentation.tflite',
    sha256: '8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27',
  },
  landscape: {
    file: 'selfie_segmentation_landscape.tflite',
    sha256: '4aafe6223bb8dac6fac8ca8ed56852870a33051ef3f6238822d282a109962894',
  },
};

/** A network as the package has it. Throws an Error when it is missing or not the one checked. */
export async function readSource(source: Source): Promise<Uint8Array> {
  const { file } = FILES[source];
  let bytes: Uint8Array;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${PACKAGE.name}/package.json`));
    // A Buffer would differ from plain bytes in slice() and in comparisons.
    bytes = new Uint8Array(await readFile(join(folder, file)));
  } catch (cause) {
    throw new Error(
      `${file} cannot be read: run npm ci to install ${PACKAGE.name} ${PACKAGE.version}.`,
      { cause },
    );
  }
  checkSource(source, bytes);
  return bytes;
}

/** Throws an Error when the bytes are not those of the network that was checked. */
export function checkSource(source: Source, bytes: Uint8Array): void {
  const { file, sha256 } = FILES[source];
  const found = sha256Of(bytes);
  if (found === sha256) return;
  throw new Error(
    `${file} is not the file of ${PACKAGE.name} ${PACKAGE.version} (its SHA-256 is ${found}): ` +
      'install that version with npm ci, or, if you mean to change the model, ' +
      'check every variant again and then set its sha256 in models/source.ts.',
  );
}

/** SHA-256 in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
