/**
 * Camera manners: a processed track answers the site as its camera does. The methods of the
 * prototypes are wrapped once per document, when its first processed track is made, and look the
 * camera up by the track they are called on; every other track goes straight to the native.
 */

import { replaceGetter, replaceMethod } from './native-method';

/** One camera and the processed tracks that show it: the original and its clones. */
type Camera = {
  readonly track: MediaStreamTrack;
  readonly shown: Set<WeakRef<MediaStreamTrack>>;
  readonly onStop: () => void;
};

const cameras = new WeakMap<MediaStreamTrack, Camera>();

/** The class of processed tracks, once its manners are taught. */
let prototype: MediaStreamTrack | undefined;

/** A processed track, with the way to let its camera go. */
export type ProcessedTrack = {
  readonly track: MediaStreamTrack;
  /**
   * Stops the camera if no processed track shows it any more. Called now and then: a track may also
   * end by a native `stop` the site kept, or be dropped, and neither gives an event.
   */
  reap(): void;
  stopCamera(): void;
  /** Ends the tracks that still show the camera, as the browser does where it knows that they are one. */
  end(): void;
};

/**
 * Turns a generator into the processed track of `camera`. The camera is stopped, and `onStop` called,
 * when the processed track and all its clones have been.
 */
export function createProcessedTrack(
  camera: MediaStreamTrack,
  generator: MediaStreamTrack,
  onStop: () => void,
): ProcessedTrack {
  prototype ??= teachManners();
  // To the site it is a plain track: same class, no `writable`.
  Object.setPrototypeOf(generator, prototype);
  const shared: Camera = { track: camera, shown: new Set(), onStop };
  adopt(generator, shared);
  return {
    track: generator,
    reap: () => reap(shared),
    stopCamera: () => camera.stop(),
    end: () => end(shared),
  };
}

function adopt(track: MediaStreamTrack, camera: Camera): void {
  cameras.set(track, camera);
  camera.shown.add(new WeakRef(track));
}

function reap({ track, shown, onStop }: Camera): void {
  for (const ref of shown) if (ref.deref()?.readyState !== 'live') shown.delete(ref);
  if (shown.size > 0) return;
  track.stop();
  onStop();
}

function end({ shown }: Camera): void {
  for (const ref of shown) {
    const track = ref.deref();
    if (track?.readyState !== 'live') continue;
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}

/** Returns the prototype that processed tracks get. */
function teachManners(): MediaStreamTrack {
  const prototype = teachable(MediaStreamTrack.prototype);

  for (const name of ['getSettings', 'getCapabilities', 'getConstraints', 'applyConstraints']) {
    replaceMethod(prototype, name, (native, track, args) =>
      Reflect.apply(native, cameras.get(track)?.track ?? track, args),
    );
  }
  replaceGetter(prototype, 'label', (native, track) =>
    Reflect.apply(native, cameras.get(track)?.track ?? track, []),
  );
  replaceMethod(prototype, 'clone', (native, track, args) => {
    const clone = Reflect.apply(native, track, args) as MediaStreamTrack;
    const camera = cameras.get(track);
    if (camera) {
      Object.setPrototypeOf(clone, prototype);
      adopt(clone, camera);
    }
    return clone;
  });
  replaceMethod(prototype, 'stop', (native, track, args) => {
    const result = Reflect.apply(native, track, args);
    const camera = cameras.get(track);
    if (camera) reap(camera);
    return result;
  });
  replaceMethod(MediaStream.prototype, 'clone', (native, stream, args) => {
    const tracks = stream.getTracks();
    if (!tracks.some((track) => cameras.has(track))) return Reflect.apply(native, stream, args);
    return new MediaStream(tracks.map((track) => track.clone()));
  });
  return prototype;
}

/** The prototype itself; one derived from it where the page has frozen it. */
function teachable<T extends object>(prototype: T): T {
  if (!Object.isSealed(prototype)) return prototype;
  const members = Object.getOwnPropertyDescriptors(prototype) as PropertyDescriptorMap;
  for (const member of Object.values(members)) member.configurable = true;
  return Object.create(prototype, members);
}
