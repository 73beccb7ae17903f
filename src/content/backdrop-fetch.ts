import type { ImageEffect } from '../shared/effect';
import type { BytesAnswer } from '../shared/messages';
import { ask } from './background';

/** Asks the background for backdrops. */
export type BackdropFetch = {
  /** Asks for one while the camera opens, and keeps the answer until it is taken. */
  prepare(effect: ImageEffect): void;
  /** The picture of one, asked for now or before. */
  take(effect: ImageEffect): Promise<BytesAnswer>;
  /** The film of one that moves, in base64; undefined when there is none. */
  takeFilm(effect: ImageEffect): Promise<string | undefined>;
};

export function createBackdropFetch(): BackdropFetch {
  let kept: { readonly of: string; readonly answer: Promise<BytesAnswer> } | undefined;

  const prepare = (effect: ImageEffect) => {
    const of = JSON.stringify(effect);
    if (kept?.of !== of)
      kept = { of, answer: ask<BytesAnswer>({ ...effect, type: 'load-backdrop' }) };
    return kept.answer;
  };

  return {
    prepare: (effect) => void prepare(effect),
    take: (effect) => {
      const answer = prepare(effect);
      kept = undefined;
      return answer;
    },
    takeFilm: async ({ id }) => {
      const film = await ask<BytesAnswer>({ type: 'load-film', id });
      return film.ok ? film.base64 : undefined;
    },
  };
}
