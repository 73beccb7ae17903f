import type { LoopEvent } from '../../loop/commands';
import { idleStatus } from '../../loop/idle-status';
import { natives } from '../../natives/natives';
import type { LoopHost } from './host';

const PERIOD_MS = 1000;

/**
 * Stands in for the frame loop where no picture can be read: the curtain is open while the effect is
 * `none` by the user's choice; else the track is black, and the status says why.
 */
export function startCurtainLoop(
  camera: MediaStreamTrack,
  curtain: (open: boolean) => void,
  emit: (event: LoopEvent) => void,
): LoopHost {
  const ended = new AbortController();
  let isOpen = false;

  const report = () => {
    const { width = 0, height = 0 } = camera.getSettings();
    const status = isOpen
      ? idleStatus('off')
      : { ...idleStatus('fault'), reason: 'pixels-hidden' as const };
    emit({ type: 'reported', status: { ...status, width, height } });
  };
  const end = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    clearInterval(ticking);
    emit({ type: 'reported', status: idleStatus('ended') });
  };
  const ticking = setInterval(report, PERIOD_MS);
  natives.apply(natives.addEventListener, camera, ['ended', end, { signal: ended.signal }]);

  return {
    place: 'page',
    send: (command) => {
      if (command.type === 'stop') end();
      if (command.type !== 'set-effect') return;
      isOpen = command.effect.kind === 'none';
      curtain(isOpen);
      report();
    },
  };
}
