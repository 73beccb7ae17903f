/** Films that play in this worker, or on this main thread: each is decoded once for all of its loops. */
import { parseFilm } from '../shared/film';
import { createFilmPlayer, type FilmPlayer } from './film-player';

/** A loop's share of a film. */
export type SharedFilm = {
  readonly player: Omit<FilmPlayer, 'dispose'>;
  leave(): void;
};

type Playing = { readonly player: FilmPlayer; viewers: number };

const playing = new Map<string, Playing>();

/** Joins the film of that id, or starts it; undefined for bytes that are no film. */
export function joinFilm(id: string, bytes: ArrayBuffer): SharedFilm | undefined {
  const film = playing.has(id) ? undefined : parseFilm(bytes);
  if (film) playing.set(id, { player: createFilmPlayer(film), viewers: 0 });
  const joined = playing.get(id);
  if (!joined) return undefined;
  joined.viewers++;
  const { player } = joined;
  return {
    player,
    leave: () => {
      if (--joined.viewers > 0) return;
      playing.delete(id);
      player.dispose();
    },
  };
}
