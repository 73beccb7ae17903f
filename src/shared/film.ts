/**
 * A short film without sound, as Veil keeps it and sends it to a loop: encoded frames one after the other, behind a
 * list that says where each begins. Whoever plays it needs no parser of other people's files.
 */
import type { Size } from './geometry';
import { isRecord } from './parse';

export type FilmChunk = {
  /** In microseconds from the beginning. */
  readonly timestamp: number;
  readonly isKey: boolean;
  /** No other frame is made of it: it may be left out. Unknown, so false, in a film of an earlier Veil. */
  readonly isExtra?: true;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

export type Film = Size & {
  /** In microseconds, to where it begins again. */
  readonly duration: number;
  /** In their order, the first one a key frame. */
  readonly chunks: readonly FilmChunk[];
};

/** Both browsers encode and decode it without a licence or a device for it. */
export const FILM_CODEC = 'vp8';
/** BT.601, as most cameras send: a frame of a film then goes into a call's planes as it is. */
export const FILM_COLORS = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: false,
} as const;
/** A call's usual picture; a larger one costs more than it may. */
export const FILM_SIZE: Size = { width: 1280, height: 720 };
/** Longest a film may be, in seconds. */
export const LONGEST_FILM = 60;
/** Frames a second: film's own rate, and four fifths of the work of 30. */
export const FILM_RATE = 24;

const MAGIC = bytesOf('VeilFilm1');
/** The last frames of one that is just not too long. */
const SLACK = 2e6;

/** The bytes of a film, in parts: the magic, the length of the list (32 bits), the list in JSON, the chunks. */
export function packFilm({ width, height, duration, chunks }: Film): Uint8Array<ArrayBuffer>[] {
  const list = chunks.map(({ timestamp, isKey, isExtra, bytes }) =>
    isExtra ? [timestamp, isKey, bytes.length, true] : [timestamp, isKey, bytes.length],
  );
  const head = bytesOf(JSON.stringify({ width, height, duration, list }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return [MAGIC, length, head, ...chunks.map(({ bytes }) => bytes)];
}

/** Whether bytes begin as a film does. */
export function isFilm(bytes: ArrayBuffer): boolean {
  const start = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, MAGIC.length));
  return MAGIC.every((value, i) => start[i] === value);
}

/** Reads a film that anybody may have made; undefined for what is none. Never throws. */
export function parseFilm(bytes: ArrayBuffer): Film | undefined {
  if (!isFilm(bytes) || bytes.byteLength < MAGIC.length + 4) return undefined;
  const length = new DataView(bytes).getUint32(MAGIC.length);
  const start = MAGIC.length + 4;
  if (start + length > bytes.byteLength) return undefined;
  const head = parseJson(textOf(new Uint8Array(bytes, start, length)));
  if (!isRecord(head) || !Array.isArray(head['list'])) return undefined;
  const { width, height, duration } = head;
  if (!isWhole(width, 2, FILM_SIZE.width) || !isWhole(height, 2, FILM_SIZE.height))
    return undefined;
  if (!isWhole(duration, 1, 1e6 * LONGEST_FILM + SLACK)) return undefined;
  const chunks = chunksOf(head['list'], bytes, start + length, duration);
  return chunks && { width, height, duration, chunks };
}

/** duration: of the film, in microseconds. */
function chunksOf(list: readonly unknown[], bytes: ArrayBuffer, start: number, duration: number) {
  const chunks: FilmChunk[] = [];
  let at = start;
  let before = -1;
  for (const entry of list) {
    if (!Array.isArray(entry)) return undefined;
    const [timestamp, isKey, size, isExtra] = entry as readonly unknown[];
    if (!isWhole(timestamp, before + 1, duration - 1)) return undefined;
    if (typeof isKey !== 'boolean' || !isWhole(size, 1, bytes.byteLength - at)) return undefined;
    chunks.push({
      timestamp,
      isKey,
      // A film begins at its key frames.
      ...(isExtra === true && !isKey && { isExtra }),
      bytes: new Uint8Array(bytes, at, size),
    });
    before = timestamp;
    at += size;
  }
  return chunks[0]?.isKey && at === bytes.byteLength ? chunks : undefined;
}

/** Of ASCII. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** In pieces: a call takes so many arguments and no more. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}
