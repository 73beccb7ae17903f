/**
 * True for a camera's track, false for a screen, window or tab that a site captures through
 * `getUserMedia`, and for what another extension has drawn itself. Judged by the track that came, since a request can claim
 * what the browser ignores: a camera asked for with `mediaSource: 'screen'` in Chromium is still a camera.
 */
export function isCamera(track: MediaStreamTrack): boolean {
  return (
    track.kind === 'video' && track.getSettings().displaySurface === undefined && !isDrawn(track)
  );
}

/**
 * Whether a script has made the track: the cameras behind it were processed when they came (`guardStreams`). Firefox
 * names no device for such a track, and Chromium has classes for them.
 */
function isDrawn(track: MediaStreamTrack): boolean {
  const names = ['CanvasCaptureMediaStreamTrack', 'MediaStreamTrackGenerator'];
  const classes = names.map((name) => (globalThis as Record<string, unknown>)[name]);
  return (
    track.getSettings().deviceId === undefined ||
    classes.some((found) => typeof found === 'function' && track instanceof found)
  );
}
