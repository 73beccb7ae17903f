import type { Backdrop } from '../compositor/compositor';
import { colorChannels, type Effect } from '../shared/effect';
import type { FaultReason } from '../shared/fault';
import { isFilm } from '../shared/film';
import { joinFilm, type SharedFilm } from './films';

/** What stands in the room's place now: the effect, with its picture decoded. */
export type BackdropFeed = {
  readonly current: Backdrop;
  readonly fault: FaultReason | undefined;
  /** A film goes on to the frame of this time, in ms; before a frame of the call is drawn. spares: see `FilmPlayer`. */
  advance(now: number, spares: boolean): void;
  set(effect: Effect): void;
  /**
   * Takes an encoded picture, or the film that goes on where that stands still; one that is no longer wanted is
   * ignored.
   */
  receive(id: string, bytes: ArrayBuffer | null): Promise<void>;
  dispose(): void;
};

/** A calm dark grey, for as long as no backdrop can be shown. */
export const NEUTRAL: Backdrop = { kind: 'color', color: [0.16, 0.17, 0.19] };

/**
 * Makes the feed. `want` asks the page for a picture. While a picture is on its way, the backdrop
 * before it stays.
 */
export function createBackdropFeed(want: (id: string) => void): BackdropFeed {
  let still: Backdrop = NEUTRAL;
  let film: (SharedFilm & { readonly id: string }) | undefined;
  /** Pictures by their ids: the one of the effect, the one that was asked for, the one that is shown. */
  let wanted: string | undefined;
  let awaited: string | undefined;
  let shown: string | undefined;
  let fault: FaultReason | undefined;

  const show = (backdrop: Backdrop, id?: string) => {
    // Frames are drawn at one go: nobody is at work with the picture that goes.
    if (still.kind === 'image') still.picture.close();
    still = backdrop;
    if (film?.id !== id) leaveFilm();
    shown = id;
    fault = undefined;
  };
  const leaveFilm = () => {
    film?.leave();
    film = undefined;
  };

  const receiveFilm = async (id: string, bytes: ArrayBuffer) => {
    // Each loop of a page is told what another one has asked for.
    if (film?.id === id) return;
    const joined = joinFilm(id, bytes);
    const isReady = await joined?.player.ready;
    const isWanted = id === wanted || id === shown;
    if (joined && isReady && isWanted && film?.id !== id) {
      leaveFilm();
      film = { ...joined, id };
    } else joined?.leave();
  };

  return {
    get current(): Backdrop {
      const picture = film?.id === shown ? film?.player.frame : undefined;
      return picture ? { kind: 'image', picture } : still;
    },
    get fault() {
      return fault;
    },
    advance: (now, spares) => {
      if (film?.id === shown) film?.player.advance(now, spares);
    },
    set: (effect) => {
      wanted = undefined;
      switch (effect.kind) {
        case 'none':
          return;
        case 'blur':
          show({ kind: 'blur', strength: effect.strength });
          return;
        case 'color':
          show({ kind: 'color', color: colorChannels(effect.color) });
          return;
        case 'image':
          wanted = effect.id;
          if (wanted === shown || wanted === awaited) return;
          awaited = wanted;
          want(wanted);
          return;
        default:
          effect satisfies never;
      }
    },
    receive: async (id, bytes) => {
      if (bytes && isFilm(bytes)) {
        await receiveFilm(id, bytes);
        return;
      }
      if (id === awaited) awaited = undefined;
      if (id !== wanted) return;
      const picture = bytes && (await createImageBitmap(new Blob([bytes])).catch(() => undefined));
      if (id !== wanted) picture?.close();
      else if (picture) show({ kind: 'image', picture }, id);
      else {
        show(NEUTRAL);
        fault = 'backdrop-missing';
      }
    },
    dispose: () => {
      wanted = undefined;
      show(NEUTRAL);
    },
  };
}
