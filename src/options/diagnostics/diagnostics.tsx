import { useState } from 'preact/hooks';
import { browser } from '../../extension/browser';
import { log } from '../../shared/log';
import type { Settings } from '../../shared/settings';
import type { Messages } from '../../ui/use-messages';
import type { OwnCamera } from '../../ui/use-own-camera';
import { say } from '../../ui/words';
import { FaultList } from './fault-list';
import { LoopFigures } from './loop-figures';
import { MaskPicture } from './mask-picture';
import { reportText } from './report';
import { type Diagnosed, type Loop, useLoops } from './use-loops';

type Props = {
  readonly own: OwnCamera;
  readonly mirrored: boolean;
  readonly settings: Settings | undefined;
  readonly messages: Messages;
};

/** Figures of one loop at a time, the preview's mask, the last faults, and a report of them all. */
export function Diagnostics({ own, mirrored, settings, messages }: Props) {
  const diagnosed = useLoops(own.status);
  const { loops, faults } = diagnosed;
  const [chosen, choose] = useState('');
  const loop = loops.find(({ key }) => key === chosen) ?? loops[0];

  const copy = async () => {
    try {
      if (settings) await navigator.clipboard.writeText(reportOf(diagnosed, settings));
      messages.tellNote(['diagnostics_copied']);
    } catch (error) {
      log.warn('the report cannot be copied', error);
      messages.tellProblem(['diagnostics_not_copied']);
    }
  };

  return (
    <div class="diagnostics">
      {loops.length > 1 && (
        <label class="camera-choice">
          <span>{say('diagnostics_shown')}</span>
          <select value={loop?.key} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {loops.map((each) => (
              <option key={each.key} value={each.key}>
                {each.title ?? say('preview')}
              </option>
            ))}
          </select>
        </label>
      )}
      {loop ? (
        <LoopFigures key={loop.key} history={loop.history} />
      ) : (
        <p>{say('diagnostics_none')}</p>
      )}
      {own.state.kind === 'live' && <MaskPicture own={own} mirrored={mirrored} />}
      <p class="quiet">{say('diagnostics_mask_why')}</p>
      <FaultList faults={faults} />
      <button type="button" class="small" disabled={!settings} onClick={() => void copy()}>
        {say('diagnostics_copy')}
      </button>
    </div>
  );
}

function reportOf({ loops, faults }: Diagnosed, settings: Settings): string {
  let calls = 0;
  const nameOf = ({ title }: Loop) => (title === undefined ? 'preview' : `call ${++calls}`);
  return reportText({
    version: browser.runtime.getManifest().version,
    agent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    settings,
    loops: loops.map((loop) => ({ name: nameOf(loop), history: loop.history })),
    faults,
    now: performance.now(),
    date: Date.now(),
  });
}
