import { type PageToExtension, parseExtensionToPage } from '../../loop/wire/extension-messages';
import { createPacker, createUnpacker, type FrameHead } from '../../loop/wire/packed-frame';
import { showsCamera } from '../../shared/call-settings';
import { log } from '../../shared/log';
import type { Heard, Wire } from './keeper-wire';

/** To a loop in the extension: frames go there as bytes, and all that comes back is parsed. */
export function createExtensionWire(port: MessagePort): Wire {
  const post = (message: PageToExtension, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  const unpacker = createUnpacker();

  const unpack = (head: FrameHead): Heard => {
    try {
      return { type: 'drawn', frame: unpacker.take(head) };
    } catch (error) {
      log.warn('the frame that came back is none', error);
      return { type: 'broken' };
    }
  };

  return {
    start: (camera) => post({ type: 'start', camera }),
    send: createPacker(post),
    command: (command) => {
      if (command.type === 'set-backdrop') post(command);
      // It takes none with which frames would come back as they went.
      if (command.type === 'settings-changed' && !showsCamera(command.settings)) post(command);
    },
    end: () => post({ type: 'end' }),
    read: (data) => {
      const message = parseExtensionToPage(data);
      if (!message) return undefined;
      switch (message.type) {
        case 'frame-wanted':
          return message;
        case 'pixels':
          unpacker.add(message.bytes);
          return { type: 'part' };
        case 'frame':
          return unpack(message.head);
        case 'segmenter-lost':
          return { type: 'lost' };
        default:
          return { type: 'event', event: message };
      }
    },
  };
}
