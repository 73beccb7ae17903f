/**
 * The processed tracks of a document, and the camera that each of them shows. Every one has a camera
 * track of its own, a clone has a clone of it: so the browser itself keeps their constraints apart,
 * and turns the camera off with the last of them.
 */

import { natives } from '../../natives/natives';

/** Makes the processed track of a camera track. */
export type Process = (camera: MediaStreamTrack) => MediaStreamTrack;

/** What backs a processed track. */
export type Backing = {
  readonly camera: MediaStreamTrack;
  /** For a clone of the camera track. */
  readonly process: Process;
  /** Another object for a track that there is: what ends the one would end the other (docs/browser-faults.md#captured-tracks). */
  readonly isAlias?: boolean;
  /** Stops the camera once the track shows it no more, and has it muted while the track is disabled. */
  tend(): void;
  /** Fulfilled when the track first shows what it is to show, and no cover until the person is found. */
  readonly shown: Promise<void>;
  /** It shows that now. */
  show(): void;
  /** Ends the track, as a camera that is unplugged ends: the site may ask for another. */
  lose(): void;
};

const backings = new WeakMap<MediaStreamTrack, Backing>();

/** The backing of a track; undefined for one that is not processed. */
export function backingOf(track: MediaStreamTrack): Backing | undefined {
  return backings.get(track);
}

/** Makes a track a processed one, which answers as its backing does. */
export function attach(track: MediaStreamTrack, backing: Backing): void {
  backings.set(track, backing);
}

/**
 * Turns a generator into the processed track of a camera. The camera is stopped, and `onStop` called,
 * when the track has been; `onMute` is called when it is disabled or enabled. `tend` is to be called now and
 * then: a native `stop` that the site kept gives no event.
 */
export function createProcessedTrack(
  camera: MediaStreamTrack,
  generator: MediaStreamTrack,
  process: Process,
  { onStop, onMute }: { readonly onStop: () => void; readonly onMute: (isOn: boolean) => void },
): Backing {
  let isEnabled = true;
  let show = () => {};
  const shown = new natives.Promise<void>((resolve) => {
    show = resolve;
  });
  const backing: Backing = {
    camera,
    process,
    tend: () => {
      if (generator.readyState === 'live') {
        if (generator.enabled === isEnabled) return;
        isEnabled = generator.enabled;
        onMute(!isEnabled);
        return;
      }
      camera.stop();
      onStop();
    },
    shown,
    show: () => show(),
    lose: () => {
      if (generator.readyState === 'ended') return;
      generator.stop();
      natives.apply(natives.dispatchEvent, generator, [new Event('ended')]);
    },
  };
  attach(generator, backing);
  for (const change of ['mute', 'unmute']) {
    const tell = () => natives.apply(natives.dispatchEvent, generator, [new Event(change)]);
    natives.apply(natives.addEventListener, camera, [change, tell]);
  }
  return backing;
}
