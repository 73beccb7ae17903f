import type { OwnBackdrop } from '../extension/backdrop-store';
import { PRESET_PREFIX } from '../shared/effect';
import { log } from '../shared/log';
import { isRecord } from '../shared/parse';

/** More is no gallery. */
const MOST_PRESETS = 50;
const LONGEST_TITLE = 200;

/** Reads the pictures that an administrator has written down; leaves out what is none. Never rejects. */
export async function readPresets(value: unknown): Promise<OwnBackdrop[]> {
  if (!Array.isArray(value)) return [];
  const read = value.slice(0, MOST_PRESETS).map((entry, place) =>
    readPreset(entry, place).catch((error) => {
      log.warn(`picture ${place} of the policy is none`, error);
      return undefined;
    }),
  );
  return (await Promise.all(read)).filter((preset) => preset !== undefined);
}

async function readPreset(value: unknown, place: number): Promise<OwnBackdrop> {
  if (!isRecord(value)) throw new Error('expected a title and an image');
  const { title, image } = value;
  if (typeof title !== 'string' || typeof image !== 'string')
    throw new Error('expected a title and an image');
  const bytes = Uint8Array.fromBase64(image);
  const picture = new Blob([bytes]);
  // What cannot be decoded is no picture, whatever it says.
  (await createImageBitmap(picture)).close();
  // Another picture is another one for running calls too.
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 16);
  const id = `${PRESET_PREFIX}${digest.toHex()}`;
  return {
    id,
    title: title.slice(0, LONGEST_TITLE),
    picture,
    added: 0,
    order: place - MOST_PRESETS,
  };
}
