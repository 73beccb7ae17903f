/** What is seen of cameras from here, where a page's scripts can forge nothing. */

/** Tracks that the page has shown, as far as the browser says that they are cameras of this document. */
const shown = new Set<MediaStreamTrack>();

/** Takes note of a track, if it is a live camera's; what a script has drawn or received is none. */
export function noteCamera(track: MediaStreamTrack | null | undefined): void {
  for (const old of shown) if (old.readyState !== 'live') shown.delete(old);
  if (track && isLiveCamera(track)) shown.add(track);
}

/** True while the browser gives this document a camera. */
export function hasCamera(): boolean {
  return [...shown].some(({ readyState }) => readyState === 'live');
}

/** True for a camera's track that the page has shown; the site may have another object for it. */
export function isShown({ id }: MediaStreamTrack): boolean {
  return [...shown].some((each) => each.id === id);
}

/** True while a camera, and no script, makes the track's pictures: only devices belong to a group. */
export function isLiveCamera(track: MediaStreamTrack): boolean {
  if (track.kind !== 'video' || track.readyState !== 'live') return false;
  const { groupId, displaySurface } = track.getSettings();
  return !!groupId && displaySurface === undefined;
}

/** False in a document that gets no camera, whatever it asks. */
export async function mayAskForCamera(): Promise<boolean> {
  const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
  return state !== 'denied';
}
