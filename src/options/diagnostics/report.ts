import type { LoggedFault } from '../../extension/fault-log';
import { median } from '../../shared/quantile';
import type { Settings } from '../../shared/settings';
import { PHASE_NAMES, type PhaseName } from '../../shared/status';
import type { Change, History } from './history';

export type ReportGiven = {
  readonly version: string;
  /** Browser and system, as sites are told. */
  readonly agent: string;
  readonly cores: number;
  readonly settings: Settings;
  /** Of the preview, and of calls, which have a number and no name. */
  readonly loops: readonly { readonly name: string; readonly history: History }[];
  readonly faults: readonly LoggedFault[];
  /** Of the page's clock, and ms since 1970. */
  readonly now: number;
  readonly date: number;
};

/**
 * What one sends to who mends Veil: English, as they are. It names no site, no picture, no camera and no
 * time of the day.
 */
export function reportText(given: ReportGiven): string {
  const { version, agent, cores, settings, loops, faults, now, date } = given;
  const { enabled, covered, quality, effect, sites } = settings;
  const own = Object.keys(sites).length;
  return [
    `Veil ${version}`,
    agent,
    `${cores} processor cores`,
    `${enabled ? 'on' : 'off'}${covered ? ', covered' : ''}, ${effect.kind}, quality ${quality}, ${own} sites with a choice of their own`,
    ...loops.flatMap(({ name, history }) => ['', ...loopLines(name, history, now)]),
    '',
    `faults since the browser was started: ${faults.length || 'none'}`,
    ...faults.map(({ at, reason }) => `  ${ago(date - at)}: ${reason}`),
    '',
  ].join('\n');
}

function loopLines(name: string, { samples, changes, dropped }: History, now: number): string[] {
  const last = samples.at(-1)?.status;
  if (!last) return [`${name}: nothing told`];
  const of = (value: (sample: (typeof samples)[number]) => number) =>
    median(samples.map(value)).toFixed(1);
  const phase = (phaseName: PhaseName) =>
    `${phaseName} ${of(({ status }) => status.phases[phaseName].p50)}/${of(({ status }) => status.phases[phaseName].p95)}`;
  return [
    `${name}: ${last.width}x${last.height}, medians of ${samples.length} s`,
    `  frames a second: camera ${of(({ status }) => status.cameraFps ?? 0)}, sent ${of(({ status }) => status.fps)}`,
    `  delay ${of(({ status }) => status.latency)} ms; ms a frame (median/95 %): ${PHASE_NAMES.map(phase).join(', ')}`,
    `  covered ${last.coveredFrames}, dropped ${dropped}`,
    ...changes.map((change) => `  ${ago(now - change.at)}: ${changeText(change)}`),
  ];
}

/** What worked, in the words of the code. */
export function changeText(change: Change): string {
  const { state, reason, tier, variant, kernels, compositor, place } = change;
  return [state, reason, tier, variant, kernels, compositor, place].filter(Boolean).join(' · ');
}

const ago = (ms: number) => `${Math.max(0, Math.round(ms / 1000))} s ago`;
