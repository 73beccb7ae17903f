import { natives } from '../../natives/natives';
import type { Transport } from './types';

/** Chromium's insertable streams. https://www.w3.org/TR/mediacapture-transform/ */
export const trackStreams: Transport = {
  isNative: true,
  openSink: () => {
    const track = new natives.MediaStreamTrackGenerator({ kind: 'video' });
    return { track, writable: track.writable };
  },
  // One frame waits at most; an older one is dropped and closed by the browser.
  openSource: (track) =>
    new natives.MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable,
};

/**
 * True where the browser itself has them, whatever a page or an extension may have put on the window
 * under their names. Judged by what a script's class does not do by itself: its attributes are
 * enumerable, and refuse an object that is not of the class.
 */
export function hasTrackStreams(): boolean {
  return (
    refusesStrangers('MediaStreamTrackGenerator', 'writable') &&
    refusesStrangers('MediaStreamTrackProcessor', 'readable')
  );
}

function refusesStrangers(
  name: 'MediaStreamTrackGenerator' | 'MediaStreamTrackProcessor',
  attribute: string,
): boolean {
  const found: { readonly prototype?: object } | undefined = natives[name];
  if (!found?.prototype) return false;
  const { get, enumerable } = natives.describe(found.prototype, attribute) ?? {};
  if (!get || !enumerable) return false;
  try {
    Reflect.apply(get, {}, []);
    return false;
  } catch {
    return true;
  }
}
