/** What a track says of itself, on the page: how it does, and the time of each phase of a frame. */
import { PHASE_NAMES, type TrackStatus } from '../../src/shared/status';

/** A bar of full width: all the time a frame has at 30 a second, ms. */
const FULL_MS = 1000 / 30;

/** Shows a status in the list, in the place of the one before. */
export function showStatus(list: HTMLElement, status: TrackStatus): void {
  list.replaceChildren(head(status), ...PHASE_NAMES.map((name) => phase(name, status)));
}

function head({
  state,
  reason,
  tier,
  variant,
  compositor,
  kernels,
  place,
  ...figures
}: TrackStatus) {
  const { fps, latency, coveredFrames } = figures;
  const item = document.createElement('li');
  item.textContent = [
    reason ? `${state}: ${reason}` : state,
    `${fps.toFixed(1)} fps`,
    `${latency.toFixed(1)} ms added`,
    `${coveredFrames} covered`,
    `${tier} (${variant})`,
    `${compositor ?? 'no compositor'}, ${kernels}, in the ${place}`,
  ].join(' · ');
  return item;
}

/** Name, the median as a bar with the 95th percentile behind it, and both in figures. */
function phase(name: (typeof PHASE_NAMES)[number], { phases }: TrackStatus): HTMLLIElement {
  const { p50, p95 } = phases[name];
  const item = document.createElement('li');
  const bar = document.createElement('span');
  bar.className = 'bar';
  bar.style.setProperty('--p50', `${(100 * p50) / FULL_MS}%`);
  bar.style.setProperty('--p95', `${(100 * p95) / FULL_MS}%`);
  item.className = 'phase';
  item.append(name, bar, `${p50.toFixed(2)} / ${p95.toFixed(2)} ms`);
  return item;
}
