import type { LoopCommand } from '../../loop/commands';
import type { KeeperToLoop, LoopToKeeper } from '../../loop/wire/near-messages';
import { showsCamera } from '../../shared/call-settings';
import type { Wire } from './keeper-wire';

/** To a loop in a worker of the same page: frames go there and back as they are. */
export function createNearWire(port: MessagePort): Wire {
  const post = (message: KeeperToLoop, transfer: unknown[] = []) =>
    port.postMessage(message, transfer as Transferable[]);

  return {
    start: (camera) => post({ type: 'start', camera }),
    send: async (frame) => post({ type: 'frame', frame }, [frame]),
    command: (command) => {
      // Frames that are shown as they are do not pass the loop.
      if (command.type === 'settings-changed' && showsCamera(command.settings)) return;
      post({ type: 'command', command }, movedWith(command));
    },
    end: () => post({ type: 'end' }),
    read: (data) => {
      const message = data as LoopToKeeper;
      return message.type === 'frame' ? { type: 'drawn', frame: message.frame } : message;
    },
  };
}

/** What a command gives away. */
function movedWith(command: LoopCommand): unknown[] {
  if (command.type === 'connect-segmenter') return [command.port];
  return command.type === 'set-backdrop' && command.bytes ? [command.bytes] : [];
}
