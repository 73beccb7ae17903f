import type { TabStatus } from '../ui/watch-tab';
import type { EarlyPicture, NamedTrack } from './early-picture';

/**
 * The track whose pictures the popup shows. One that has sent a picture ahead is shown before the tab has told which it has:
 * its picture must not wait for that.
 */
export function shownTrack(
  status: TabStatus,
  early: EarlyPicture | undefined,
): NamedTrack | undefined {
  if (status.kind === 'asked') return early;
  if (status.kind !== 'tracks') return undefined;
  return status.tracks.find(({ state }) => state === 'running') ?? status.tracks[0];
}
