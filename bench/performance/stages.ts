import { isRecord } from '../../src/shared/effect';
import { markdownTable } from '../markdown';

/** Time of each stage of a frame, ms, by its name. */
export type Stages = Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;

/** The stage timer's figures in what a track says of itself; none where it says nothing of them. */
export function stagesOf(status: unknown): Stages {
  const stages = isRecord(status) ? status['stages'] : undefined;
  if (!isRecord(stages)) return {};
  const entries = Object.entries(stages).flatMap(([name, times]) => {
    if (!isRecord(times)) return [];
    const { p50, p95 } = times;
    return typeof p50 === 'number' && typeof p95 === 'number'
      ? [[name, { p50, p95 }] as const]
      : [];
  });
  return Object.fromEntries(entries);
}

/** Every row's stages, last measured with the usual camera; empty where no status tells of them. */
export function stageTable(
  rows: readonly { readonly title: string; readonly stages: Stages }[],
): string {
  const lines = rows.flatMap(({ title, stages }) =>
    Object.entries(stages).map(([name, { p50, p95 }]) => [
      title,
      name,
      p50.toFixed(2),
      p95.toFixed(2),
    ]),
  );
  return lines.length === 0
    ? ''
    : `\n${markdownTable(['row', 'stage', 'p50, ms', 'p95, ms'], lines, 2)}`;
}
