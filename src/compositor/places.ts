import type { LoadedFrame } from './compositor';

/** The places in which a compositor holds loaded frames. */
export type Places<Place> = {
  /** A free place; undefined when none is. */
  free(): Place | undefined;
  hold(loaded: LoadedFrame, place: Place): void;
  /** The place of a loaded frame. Throws for one that was released. */
  of(loaded: LoadedFrame): Place;
  /** Does nothing for a frame that is not held. */
  release(loaded: LoadedFrame): void;
};

export function createPlaces<Place>(places: readonly Place[]): Places<Place> {
  const held = new Map<LoadedFrame, Place>();

  return {
    free: () => {
      const taken = [...held.values()];
      return places.find((place) => !taken.includes(place));
    },
    hold: (loaded, place) => held.set(loaded, place),
    of: (loaded) => {
      const place = held.get(loaded);
      if (place === undefined) throw new Error('expected a frame that is loaded');
      return place;
    },
    release: (loaded) => held.delete(loaded),
  };
}
