import type { LoopEvent } from '../../loop/commands';
import { idleStatus } from '../../loop/idle-status';
import { natives } from '../../natives/natives';
import { showsCamera } from '../../shared/call-settings';
import type { FaultReason } from '../../shared/fault';
import type { LoopStatus } from '../../shared/status';
import type { LoopHost } from './host';

const PERIOD_MS = 1000;

/**
 * Stands in for the frame loop where no picture can be read: the track shows the camera while the
 * settings do; else it is black, and the status says why.
 */
export function startBlackoutLoop(
  camera: MediaStreamTrack,
  blackout: (on: boolean) => void,
  emit: (event: LoopEvent) => void,
): LoopHost {
  const ended = new AbortController();
  let status: LoopStatus = hidden('pixels-hidden');

  const report = () => {
    const { width = 0, height = 0 } = camera.getSettings();
    emit({ type: 'reported', status: { ...status, width, height } });
  };
  const show = (next: LoopStatus) => {
    status = next;
    blackout(status.state !== 'off');
    report();
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
      if (command.type === 'settings-refused') show(hidden('extension-gone'));
      if (command.type !== 'settings-changed') return;
      const { settings } = command;
      if (showsCamera(settings)) show(idleStatus('off'));
      else show(settings.covered ? idleStatus('covered') : hidden('pixels-hidden'));
    },
  };
}

function hidden(reason: FaultReason): LoopStatus {
  return { ...idleStatus('fault'), reason };
}
