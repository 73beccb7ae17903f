import type { EncodedFilm } from './film-encoder';

/** Why there is none. `no-encoder`: this browser makes no films, of any file. */
export type FilmRefusal =
  | 'video-too-long'
  | 'video-too-many-pixels'
  | 'video-without-picture'
  | 'video-unreadable'
  | 'no-encoder';

export type MadeFilm =
  | ({ readonly ok: true } & EncodedFilm)
  | { readonly ok: false; readonly reason: FilmRefusal };

/** Told how far it is, 0..1. */
export type Progress = (part: number) => void;

/** 4K, and its portrait; browsers that decode more do so too slowly to be of use. */
export const MOST_PIXELS = 4096;
