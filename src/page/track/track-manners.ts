/**
 * Camera manners: a processed track answers the site as its camera does. The methods of the
 * prototypes are wrapped once per document, when its first processed track is made; every track that
 * is not processed goes straight to the native.
 */

import { replaceGetter, replaceMethod, replaceSetter } from '../../natives/native-method';
import { natives } from '../../natives/natives';
import { teachPhotos } from './photo';
import { attach, backingOf } from './processed-track';

const METHODS = ['getSettings', 'getCapabilities', 'getConstraints', 'applyConstraints'];
const GETTERS = ['label', 'muted', 'stats'];
/** The ways to the tracks that an element shows; Firefox still has its old one. */
const CAPTURES = ['captureStream', 'mozCaptureStream'];

/** The class of processed tracks, once it is taught. */
let taught: MediaStreamTrack | undefined;

/** To the site the track is a plain one from now on: same class, no `writable`. */
export function teachManners(track: MediaStreamTrack): void {
  taught ??= teachClass();
  Object.setPrototypeOf(track, taught);
}

function teachClass(): MediaStreamTrack {
  teachPhotos();
  const prototype = teachable(MediaStreamTrack.prototype);

  for (const name of METHODS) {
    replaceMethod(prototype, name, (native, track, args) =>
      Reflect.apply(native, backingOf(track)?.camera ?? track, args),
    );
  }
  for (const name of GETTERS.filter((each) => each in prototype)) {
    replaceGetter(prototype, name, (native, track) =>
      Reflect.apply(native, backingOf(track)?.camera ?? track, []),
    );
  }
  replaceSetter(prototype, 'enabled', (native, track, value) => {
    Reflect.apply(native, track, [value]);
    backingOf(track)?.tend();
  });
  replaceMethod(prototype, 'clone', (native, track, args) => {
    const backing = backingOf(track);
    if (!backing) return Reflect.apply(native, track, args);
    const clone = backing.process(Reflect.apply(native, backing.camera, args) as MediaStreamTrack);
    clone.enabled = track.enabled;
    if ('contentHint' in track) clone.contentHint = track.contentHint;
    if (track.readyState === 'ended') clone.stop();
    return clone;
  });
  replaceMethod(prototype, 'stop', (native, track, args) => {
    const backing = backingOf(track);
    if (backing?.isAlias) {
      natives.define(track, 'readyState', { value: 'ended' });
      return undefined;
    }
    const result = Reflect.apply(native, track, args);
    backing?.tend();
    return result;
  });
  replaceMethod(MediaStream.prototype, 'clone', (native, stream, args) => {
    const tracks = stream.getTracks();
    if (!tracks.some(backingOf)) return Reflect.apply(native, stream, args);
    return new MediaStream(tracks.map((track) => track.clone()));
  });
  for (const name of CAPTURES) teachCapture(name);
  return prototype;
}

function teachCapture(name: string): void {
  replaceMethod(HTMLMediaElement.prototype, name, (native, element, args) => {
    // Asked before: afterwards the attribute gives the captured stream itself.
    const { srcObject } = element;
    const captured = Reflect.apply(native, element, args) as MediaStream;
    if (!(srcObject instanceof MediaStream)) return captured;
    // Its tracks are those that the element shows, in other objects.
    for (const track of captured.getVideoTracks()) {
      const original = srcObject.getTrackById(track.id);
      const backing = original && backingOf(original);
      if (!backing) continue;
      teachManners(track);
      attach(track, { ...backing, isAlias: true });
    }
    return captured;
  });
}

/** The prototype itself; one derived from it where the page has frozen it. */
function teachable<T extends object>(prototype: T): T {
  if (!Object.isSealed(prototype)) return prototype;
  const members = Object.getOwnPropertyDescriptors(prototype) as PropertyDescriptorMap;
  for (const member of Object.values(members)) member.configurable = true;
  return Object.create(prototype, members);
}
