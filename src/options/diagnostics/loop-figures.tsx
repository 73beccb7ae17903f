import { PHASE_NAMES, type PhaseName } from '../../shared/status';
import { say, type WordKey } from '../../ui/words';
import { timeOf } from './fault-list';
import type { History } from './history';
import { PHASE_COLORS, PhasePlot, RatePlot } from './plot';
import { changeText } from './report';

const PHASE_WORDS: Readonly<Record<PhaseName, WordKey>> = {
  read: 'phase_read',
  infer: 'phase_infer',
  refine: 'phase_refine',
  composite: 'phase_composite',
  write: 'phase_write',
};

/** The last minute of a loop, and what worked when. */
export function LoopFigures({ history }: { readonly history: History }) {
  const { samples, changes, dropped } = history;
  const last = samples.at(-1)?.status;
  if (!last) return null;
  const { phases, fps, cameraFps, coveredFrames } = last;
  /** The page's clock began then, ms since 1970. */
  const origin = Date.now() - performance.now();

  const figures = [
    ['diagnostics_camera', (cameraFps ?? 0).toFixed(1), 'camera-line'],
    ['diagnostics_sent', fps.toFixed(1), 'sent-line'],
    ['diagnostics_dropped', `${dropped}`],
    ['diagnostics_covered', `${coveredFrames}`],
  ] as const;

  return (
    <>
      <h3>{say('diagnostics_times')}</h3>
      <PhasePlot samples={samples} label={say('diagnostics_times')} />
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say('diagnostics_median')}</th>
            <th scope="col">{say('diagnostics_slow')}</th>
          </tr>
        </thead>
        <tbody>
          {PHASE_NAMES.map((name, phase) => (
            <tr key={name}>
              <th scope="row">
                <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
                  <rect width="10" height="10" rx="2" fill={PHASE_COLORS[phase]} />
                </svg>
                {say(PHASE_WORDS[name])}
              </th>
              <td>{phases[name].p50.toFixed(1)}</td>
              <td>{phases[name].p95.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>

      <h3>{say('diagnostics_rate')}</h3>
      <RatePlot samples={samples} label={say('diagnostics_rate')} />
      <dl>
        {figures.map(([words, value, mark]) => (
          <div key={words}>
            <dt>
              {mark && (
                <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
                  <path class={mark} d="M0 5h10" />
                </svg>
              )}
              {say(words)}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>

      <h3>{say('diagnostics_changes')}</h3>
      <ul class="log">
        {changes.toReversed().map((change) => (
          <li key={change.at}>
            <time>{timeOf(origin + change.at)}</time> <code dir="ltr">{changeText(change)}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
