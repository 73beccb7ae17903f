/** All that a user has chosen and added, in one file: to keep it, or to move to another browser. */
import type { OwnBackdrop } from '../extension/backdrop-store';
import { isBackdropId, OWN_PREFIX, PRESET_PREFIX } from '../shared/effect';
import { parseFilm } from '../shared/film';
import { isRecord } from '../shared/parse';
import { parseSettings, type Settings } from '../shared/settings';
import { drawThumb } from './draw-picture';
import { plainName } from './plain-name';

export type Archive = {
  readonly settings: Settings;
  readonly backdrops: readonly OwnBackdrop[];
};

/** Why a file was not taken. Nothing is changed then. */
export type ArchiveRefusal = 'too-large' | 'foreign' | 'newer' | 'damaged';

export type ReadArchive =
  | ({ readonly ok: true } & Archive)
  | { readonly ok: false; readonly reason: ArchiveRefusal };

export const MAX_ARCHIVE_MB = 500;
const VERSION = 1;
/** More is no gallery. */
const MOST_BACKDROPS = 1000;
const LONGEST_TITLE = 200;

/** Makes the file. In parts, as one text of all pictures might be longer than a browser allows. */
export async function makeArchive({ settings, backdrops }: Archive): Promise<Blob> {
  const parts: string[] = [
    `{"veil":${VERSION},"settings":${JSON.stringify(settings)},"pictures":[`,
  ];
  // The organisation's are not the user's to take along.
  const own = backdrops.filter(({ id }) => !id.startsWith(PRESET_PREFIX));
  for (const [place, { id, title, added, order, picture, film }] of own.entries()) {
    const base64 = await toBase64(picture);
    const { type } = picture;
    const kept = { id, title, added, order, type, base64 };
    const moving = film && { film: await toBase64(film) };
    parts.push(place > 0 ? ',' : '', JSON.stringify({ ...kept, ...moving }));
  }
  parts.push(']}');
  return new Blob(parts, { type: 'application/json' });
}

/** Reads a file that anybody may have made: all of it, or nothing. Never rejects. */
export async function readArchive(file: Blob): Promise<ReadArchive> {
  if (file.size > MAX_ARCHIVE_MB * 1e6) return { ok: false, reason: 'too-large' };
  const value = await file
    .text()
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  if (value === undefined) return { ok: false, reason: 'damaged' };
  const version = isRecord(value) ? value['veil'] : undefined;
  if (!isRecord(value) || typeof version !== 'number' || !(version >= VERSION))
    return { ok: false, reason: 'foreign' };
  if (version > VERSION) return { ok: false, reason: 'newer' };
  const { settings, intact } = parseSettings(value['settings']);
  const { pictures } = value;
  if (!intact || !Array.isArray(pictures) || pictures.length > MOST_BACKDROPS)
    return { ok: false, reason: 'damaged' };
  const backdrops: OwnBackdrop[] = [];
  for (const picture of pictures) {
    const backdrop = await readBackdrop(picture, settings).catch(() => undefined);
    if (!backdrop) return { ok: false, reason: 'damaged' };
    backdrops.push(backdrop);
  }
  return { ok: true, settings, backdrops };
}

/** One picture; undefined, or a rejection, for what is none. */
async function readBackdrop(
  value: unknown,
  { framings }: Settings,
): Promise<OwnBackdrop | undefined> {
  if (!isRecord(value)) return undefined;
  const { id, title, added, order, type, base64, film } = value;
  if (!isBackdropId(id) || !id.startsWith(OWN_PREFIX) || typeof title !== 'string')
    return undefined;
  if (id.startsWith(PRESET_PREFIX)) return undefined;
  if (!isTime(added) || (order !== undefined && !isTime(order))) return undefined;
  if (typeof type !== 'string' || !/^image\/(jpeg|webp|png)$/.test(type)) return undefined;
  if (typeof base64 !== 'string') return undefined;
  const picture = new Blob([Uint8Array.fromBase64(base64)], { type });
  // What cannot be decoded is no picture, whatever it says.
  const thumb = await drawThumb(picture, framings[id]);
  const moving = film === undefined ? undefined : readFilm(film);
  if (film !== undefined && !moving) return undefined;
  return {
    id,
    title: plainName(title).slice(0, LONGEST_TITLE),
    added,
    picture,
    thumb,
    ...(order !== undefined && { order }),
    ...(moving && { film: moving }),
  };
}

/** Throws for what is no base64. */
function readFilm(base64: unknown): Blob | undefined {
  if (typeof base64 !== 'string') return undefined;
  const { buffer } = Uint8Array.fromBase64(base64);
  return parseFilm(buffer) ? new Blob([buffer]) : undefined;
}

async function toBase64(file: Blob): Promise<string> {
  return new Uint8Array(await file.arrayBuffer()).toBase64();
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
