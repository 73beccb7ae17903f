import { showsCamera } from '../shared/call-settings';
import { isLiveCamera, isShown } from './cameras';
import { type SiteWatch, watchSite } from './site-watch';
import { setRawCamera } from './status-board';

/** How often the cameras that were seen are looked at, ms. */
const PERIOD_MS = 1000;

/** Cameras of this page that Veil did not process, though it should: another way led to them. */
const raw = new Set<MediaStreamTrack>();
let site: SiteWatch | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

/** Looks at every video that the page plays, and says so when it shows a camera that does not come from Veil. */
export function watchRawCameras(): void {
  window.addEventListener('playing', ({ target }) => look(target), { capture: true });
  // Those of a page that was open before.
  for (const video of document.getElementsByTagName('video')) look(video);
}

function look(target: EventTarget | null): void {
  if (!(target instanceof HTMLVideoElement) || !(target.srcObject instanceof MediaStream)) return;
  for (const track of target.srcObject.getVideoTracks())
    if (isLiveCamera(track) && !isShown(track)) raw.add(track);
  if (raw.size === 0 || timer !== undefined) return;
  // With Veil off a camera is to be seen.
  site = watchSite((settings) => setRawCamera(!showsCamera(settings)));
  timer = setInterval(check, PERIOD_MS);
}

function check(): void {
  for (const track of raw) if (track.readyState !== 'live') raw.delete(track);
  if (raw.size > 0) return;
  clearInterval(timer);
  timer = undefined;
  site?.stop();
  setRawCamera(false);
}
