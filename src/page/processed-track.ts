/**
 * Camera manners: a processed track answers the site as its camera does. The methods of the
 * prototypes are wrapped once per document, when its first processed track is made, and look the
 * camera up by the track they are called on; every other track goes straight to the native.
 */

import { replaceGetter, replaceMethod } from './native-method';

/** One camera and the processed tracks that show it. */
type Camera = {
  readonly track: MediaStreamTrack;
  /** Processed tracks not yet stopped: the original and its clones. */
  live: number;
};

const cameras = new WeakMap<MediaStreamTrack, Camera>();

/** A track the page dropped without stopping it counts as stopped, as the browser does it. */
const dropped = new FinalizationRegistry<Camera>((camera) => release(camera));

let mannersTaught = false;

/**
 * Turns a generator into the processed track of `camera`. The camera is stopped when the processed
 * track and all its clones have been.
 */
export function createProcessedTrack(
  camera: MediaStreamTrack,
  generator: MediaStreamTrack,
): MediaStreamTrack {
  if (!mannersTaught) teachManners();
  mannersTaught = true;
  // To the site it is a plain track: same class, no `writable`.
  Object.setPrototypeOf(generator, MediaStreamTrack.prototype);
  adopt(generator, { track: camera, live: 0 });
  return generator;
}

function adopt(track: MediaStreamTrack, camera: Camera): void {
  cameras.set(track, camera);
  if (track.readyState === 'ended') return;
  camera.live++;
  dropped.register(track, camera, track);
}

function release(camera: Camera): void {
  camera.live--;
  if (camera.live === 0) camera.track.stop();
}

function teachManners(): void {
  const { prototype } = MediaStreamTrack;

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
      Object.setPrototypeOf(clone, MediaStreamTrack.prototype);
      adopt(clone, camera);
    }
    return clone;
  });
  replaceMethod(prototype, 'stop', (native, track, args) => {
    const camera = track.readyState === 'live' ? cameras.get(track) : undefined;
    const result = Reflect.apply(native, track, args);
    if (camera && dropped.unregister(track)) release(camera);
    return result;
  });
  replaceMethod(MediaStream.prototype, 'clone', (native, stream, args) => {
    const tracks = stream.getTracks();
    if (!tracks.some((track) => cameras.has(track))) return Reflect.apply(native, stream, args);
    return new MediaStream(tracks.map((track) => track.clone()));
  });
}
