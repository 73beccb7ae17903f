import { quantile } from '../../src/shared/quantile';
import type { Rate, Visit } from './run';

/** What a row's columns say of one round, over the floor of the same size in the same round. */
export type Figures = Readonly<Record<FigureName, number | undefined>>;
export type FigureName = (typeof FIGURES)[number];

export const FIGURES = [
  'fps30',
  'fps100',
  'covered',
  'latency50',
  'latency95',
  'cpu',
  'mainThread',
  'second',
  'longestTask',
  'longestGap',
  'firstCold',
  'firstWarm',
  'cold',
  'warm',
  'memory',
  'growth',
  'room',
] as const;

/** A row in one round; what was not measured is missing. */
export type Visits = Partial<Record<Rate, Visit>>;

const MEGABYTE = 1e6;

/** floor: the page without Veil, undefined when that is this row itself. */
export function figuresOf(visits: Visits, floor: Visits | undefined): Figures {
  const [visit, bare] = [visits[30], floor?.[30]];
  if (!visit) throw new Error('expected a visit with the usual camera');
  const { span } = visit;
  const fps = (each: Visit | undefined) => each && each.span.frames / each.span.seconds;
  const perFrame = (taken: number, without: number) => (taken - without) / (fps(visit) ?? 1);
  const latency = (share: number) =>
    span.latencies.length === 0 ? undefined : quantile(span.latencies, share);
  return {
    fps30: fps(visit),
    fps100: fps(visits[100]),
    covered: bare && (100 * visit.covered) / span.frames,
    latency50: latency(0.5) ?? visit.latency,
    latency95: latency(0.95),
    cpu: perFrame(visit.cpu, bare?.cpu ?? 0),
    second: bare && shareOfSecond(visit, bare),
    mainThread: perFrame(visit.mainThreads, bare?.mainThreads ?? 0),
    longestTask: span.longestTask,
    longestGap: span.longestGap,
    firstCold: visit.cold.firstAfterCamera,
    firstWarm: visit.warm?.firstAfterCamera,
    cold: visit.cold.afterCamera,
    warm: visit.warm?.afterCamera,
    memory: (visit.memory - (bare?.memory ?? 0)) / MEGABYTE,
    growth: visit.growth === undefined ? undefined : visit.growth / MEGABYTE,
    room: visit.watched === 0 ? undefined : visit.room,
  };
}

/** Veil's time for the second track of a camera, as a share of that for the first, percent. */
function shareOfSecond(visit: Visit, bare: Visit): number | undefined {
  if (visit.second === undefined || bare.second === undefined) return undefined;
  return (100 * (visit.second - bare.second)) / (visit.cpu - bare.cpu);
}
