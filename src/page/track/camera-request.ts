/**
 * True for a camera's track, false for a screen, window or tab that a site captures through
 * `getUserMedia`. Judged by the track the browser gave, since a request can claim what the browser
 * ignores: a camera asked for with `mediaSource: 'screen'` in Chromium is still a camera.
 */
export function isCamera(track: MediaStreamTrack): boolean {
  return track.kind === 'video' && track.getSettings().displaySurface === undefined;
}
