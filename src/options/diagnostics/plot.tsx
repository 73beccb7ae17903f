import { PHASE_NAMES } from '../../shared/status';
import { MOST_SAMPLES, type Sample } from './history';

/** One per phase, in their order; told apart by lightness as well. */
export const PHASE_COLORS = ['#1f3a93', '#3b5bdb', '#6f8bff', '#0c93b4', '#9bd4e4'] as const;

/** Of the plot's own units. */
const WIDTH = 600;
const HEIGHT = 120;
/** The scale ends at a whole frame of 30 a second, or above all that was measured, ms. */
const LEAST_TOP_MS = 34;

type Props = { readonly samples: readonly Sample[]; readonly label: string };

/** Time per frame, phase on phase: the newest second at the right. */
export function PhasePlot({ samples, label }: Props) {
  const totals = samples.map(({ status }) =>
    PHASE_NAMES.reduce((sum, name) => sum + status.phases[name].p50, 0),
  );
  const top = Math.max(LEAST_TOP_MS, ...totals);
  const y = (ms: number) => HEIGHT - (HEIGHT * ms) / top;
  const step = WIDTH / MOST_SAMPLES;
  const left = WIDTH - samples.length * step;

  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {samples.map(({ at, status }, place) => {
        let below = 0;
        return PHASE_NAMES.map((name, phase) => {
          const from = below;
          below += status.phases[name].p50;
          return (
            <rect
              key={`${at} ${name}`}
              x={left + place * step}
              y={y(below)}
              width={step - 1}
              height={y(from) - y(below)}
              fill={PHASE_COLORS[phase]}
            />
          );
        });
      })}
      <Lines top={top} y={y} />
    </svg>
  );
}

/** The frames that the camera made, and those that were sent. */
export function RatePlot({ samples, label }: Props) {
  const top = Math.max(34, ...samples.map(({ status }) => status.cameraFps ?? status.fps));
  const y = (fps: number) => HEIGHT - (HEIGHT * fps) / top;
  const step = WIDTH / MOST_SAMPLES;
  const left = WIDTH - samples.length * step;
  const line = (value: (sample: Sample) => number) =>
    samples.map((sample, place) => `${left + (place + 0.5) * step},${y(value(sample))}`).join(' ');

  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline class="camera-line" points={line(({ status }) => status.cameraFps ?? 0)} />
      <polyline class="sent-line" points={line(({ status }) => status.fps)} />
      <Lines top={top} y={y} />
    </svg>
  );
}

type LinesProps = { readonly top: number; readonly y: (value: number) => number };

/** Distances of lines that are easy to read. */
const STEPS = [5, 10, 20, 50, 100, 200, 500, 1000];
const MOST_LINES = 4;

function Lines({ top, y }: LinesProps) {
  const step = STEPS.find((each) => top / each <= MOST_LINES) ?? top;
  const marks = Array.from({ length: Math.floor(top / step) }, (_, line) => step * (line + 1));
  return (
    <>
      {marks.map((mark) => (
        <g key={mark}>
          <path class="grid" d={`M0 ${y(mark)}H${WIDTH}`} />
          <text x="4" y={y(mark) + 12}>
            {mark}
          </text>
        </g>
      ))}
    </>
  );
}
