/**
 * Runs frame loops for pages that allow no worker of their own, in a worker of the hidden extension
 * frame: each over a port that brings the camera's frames and takes those to show.
 */

import type { LoopEvent } from '../loop/commands';
import { createFrameShare } from '../loop/frame-share';
import { createServedLoop } from '../loop/served-loop';
import { type ExtensionToPage, parsePageToExtension } from '../loop/wire/extension-messages';
import { type Budget, createPacker, createUnpacker } from '../loop/wire/packed-frame';
import { LOOP_CONNECT, SEGMENTER_CONNECT, WEIGHTS_PATH } from '../shared/handshake';

const scope = self as unknown as {
  postMessage(message: typeof SEGMENTER_CONNECT, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<typeof LOOP_CONNECT>) => void) | null;
};

const share = createFrameShare();

/** Other sites' calls are in this process: what one page sends takes so much of it, and no more. */
const budget: Budget = { left: 2 ** 29 };

let read: Promise<ArrayBuffer | null> | undefined;

/** The file with the network's weights, read once; null when it is not there. */
function weights(): Promise<ArrayBuffer | null> {
  read ??= fetch(WEIGHTS_PATH).then(
    (response) => (response.ok ? response.arrayBuffer() : null),
    () => null,
  );
  return read;
}

function serve(port: MessagePort): void {
  const post = (message: ExtensionToPage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  const unpacker = createUnpacker(budget);

  const start = (camera: string) => {
    const started = createServedLoop(
      {
        ask: () => post({ type: 'frame-wanted' }),
        send: createPacker(post),
        emit: onEvent,
      },
      share.join(camera),
    );
    void weights().then((bytes) => started.handle({ type: 'set-weights', bytes }));
    return started;
  };

  const onEvent = (event: LoopEvent) => {
    switch (event.type) {
      case 'segmenter-wanted': {
        if (event.replace) {
          post({ type: 'segmenter-lost' });
          return;
        }
        const { port1, port2 } = new MessageChannel();
        scope.postMessage(SEGMENTER_CONNECT, [port2]);
        loop?.handle({ type: 'connect-segmenter', port: port1 });
        return;
      }
      case 'backdrop-wanted':
        post(event);
        return;
      case 'reported':
        post(event);
        if (event.status.state !== 'ended') return;
        unpacker.dispose();
        port.close();
    }
  };

  let loop: ReturnType<typeof start> | undefined;

  port.onmessage = ({ data }) => {
    const message = parsePageToExtension(data);
    switch (message?.type) {
      case 'start':
        loop ??= start(message.camera);
        return;
      case 'pixels':
        unpacker.add(message.bytes);
        return;
      case 'frame':
        loop?.give(unpacker.take(message.head));
        return;
      case 'end':
        loop?.end();
        return;
      case 'settings-changed':
        // A page's main thread pays for every byte that comes back, and those of a GPU are the most.
        loop?.handle({ ...message, settings: { ...message.settings, compositor: 'planes' } });
        return;
      case 'set-backdrop':
        loop?.handle(message);
        return;
      case undefined:
        // A page of another version: it goes on, covered, and the popup asks for it to be reloaded.
        loop?.handle({ type: 'settings-refused' });
    }
  };
}

scope.onmessage = ({ data, ports }) => {
  const [port] = ports;
  if (data === LOOP_CONNECT && port) serve(port);
};
