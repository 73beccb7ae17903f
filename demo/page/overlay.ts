/** What a track says of itself, on the page, with the components of Veil's own diagnostics. */
import './extension-words';
import { h, render } from 'preact';
import { type History, NO_HISTORY, withSample } from '../../src/options/diagnostics/history';
import { LoopFigures } from '../../src/options/diagnostics/loop-figures';
import type { TrackStatus } from '../../src/shared/status';

let history: History = NO_HISTORY;

/** Shows a status, and the minute before it. To be called once a second. */
export function showStatus(place: HTMLElement, status: TrackStatus): void {
  history = withSample(history, { at: performance.now(), status });
  render([h('p', {}, head(status)), h(LoopFigures, { history })], place);
}

function head({ state, reason, latency, width, height }: TrackStatus): string {
  const how = reason ? `${state}: ${reason}` : state;
  return `${how} · ${width}x${height} · ${latency.toFixed(1)} ms added`;
}
