import { natives } from '../../natives/natives';
import type { Sink, Transport } from './types';

/** For pages that can neither read a picture nor make one: the camera's own, whole or black. */
export const curtained: Transport = {
  isNative: false,
  openSink: openCurtain,
  openSource: () => {
    throw new Error('expected nobody to read pictures that cannot be read');
  },
};

/** A track of the camera that is black until its curtain is opened: a disabled track is, natively. */
function openCurtain(camera: MediaStreamTrack): Sink {
  const track = camera.clone();
  const { set } = natives.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'enabled') ?? {};
  if (!set) throw new Error('expected tracks that can be disabled');
  /** What the site has set. */
  let enabled = camera.enabled;
  let isOpen = false;
  const draw = () => set.call(track, isOpen && enabled);
  draw();
  natives.defineProperty(track, 'enabled', {
    get: () => enabled,
    set: (on: unknown) => {
      enabled = Boolean(on);
      draw();
    },
  });
  const curtain = (open: boolean) => {
    isOpen = open;
    draw();
  };
  return { track, writable: new WritableStream(), curtain };
}
