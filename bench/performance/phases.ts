import { isRecord } from '../../src/shared/parse';
import { markdownTable } from '../markdown';

/** Time of each phase of a frame, ms, by its name. */
export type Phases = Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;

/** The phase timer's figures in what a track says of itself; none where it says nothing of them. */
export function phasesOf(status: unknown): Phases {
  const phases = isRecord(status) ? status['phases'] : undefined;
  if (!isRecord(phases)) return {};
  const entries = Object.entries(phases).flatMap(([name, times]) => {
    if (!isRecord(times)) return [];
    const { p50, p95 } = times;
    return typeof p50 === 'number' && typeof p95 === 'number'
      ? [[name, { p50, p95 }] as const]
      : [];
  });
  return Object.fromEntries(entries);
}

/** Every row's phases, last measured with the usual camera; empty where no status tells of them. */
export function phaseTable(
  rows: readonly { readonly title: string; readonly phases: Phases }[],
): string {
  const lines = rows.flatMap(({ title, phases }) =>
    Object.entries(phases).map(([name, { p50, p95 }]) => [
      title,
      name,
      p50.toFixed(2),
      p95.toFixed(2),
    ]),
  );
  return lines.length === 0
    ? ''
    : `\n${markdownTable(['row', 'phase', 'p50, ms', 'p95, ms'], lines, 2)}`;
}
