/** The worker in which the frame loops of a document work, each over a port to its keeper. */
import { compileAhead } from '../../loop/compile-ahead';
import { createFrameShare } from '../../loop/frame-share';
import { createServedLoop, type ServedLoop } from '../../loop/served-loop';
import type { KeeperToLoop, LoopToKeeper } from '../../loop/wire/near-messages';
import type { FromWorker } from './worker-messages';

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

const share = createFrameShare();
compileAhead();

function serve(port: MessagePort): void {
  const post = (message: LoopToKeeper, transfer: unknown[] = []) =>
    port.postMessage(message, transfer as Transferable[]);
  let loop: ServedLoop | undefined;

  const start = (camera: string) =>
    createServedLoop(
      {
        ask: () => post({ type: 'frame-wanted' }),
        send: (frame) => post({ type: 'frame', frame }, [frame]),
        emit: (event) => {
          post({ type: 'event', event });
          if (event.type === 'reported' && event.status.state === 'ended') port.close();
        },
      },
      share.join(camera),
    );

  port.onmessage = ({ data }: MessageEvent<KeeperToLoop>) => {
    switch (data.type) {
      case 'start':
        loop ??= start(data.camera);
        return;
      case 'frame':
        if (loop) loop.give(data.frame);
        else data.frame.close();
        return;
      case 'command':
        loop?.handle(data.command);
        return;
      case 'end':
        loop?.end();
        return;
    }
  };
}

scope.onmessage = ({ ports: [port] }) => {
  if (port) serve(port);
};
scope.postMessage({ type: 'worker-started' });
