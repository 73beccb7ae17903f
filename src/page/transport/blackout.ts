import { natives } from '../../natives/natives';
import type { Sink, Transport } from './types';

/** For pages that can neither read a picture nor make one: the camera's own, whole or black. */
export const blackedOut: Transport = {
  isNative: false,
  openSink: openBlackout,
  openSource: () => {
    throw new Error('expected nobody to read pictures that cannot be read');
  },
};

/** A track of the camera that is black until its blackout ends: a disabled track is, natively. */
function openBlackout(camera: MediaStreamTrack): Sink {
  const track = camera.clone();
  const { set } = natives.describe(MediaStreamTrack.prototype, 'enabled') ?? {};
  if (!set) throw new Error('expected tracks that can be disabled');
  /** What the site has set. */
  let enabled = camera.enabled;
  let isBlack = true;
  const apply = () => set.call(track, enabled && !isBlack);
  apply();
  natives.define(track, 'enabled', {
    get: () => enabled,
    set: (on: unknown) => {
      enabled = Boolean(on);
      apply();
    },
  });
  const blackout = (on: boolean) => {
    isBlack = on;
    apply();
  };
  return { track, writable: new WritableStream(), blackout };
}
