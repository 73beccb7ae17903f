/**
 * Frames between a page and its worker where a stream of them cannot be handed over: one message for
 * each frame, which moves with it, and one for each that is asked for.
 */

import { natives } from '../../natives/natives';
import { log } from '../../shared/log';

/** From a source's reader. */
type ToSource = 'next' | 'cancel';
/** null: there are no more. */
type FromSource = VideoFrame | null;
/** Keeps a source in this context; gives a port to it for another one. */
export function lendSource(source: ReadableStream<VideoFrame>): MessagePort {
  const { port1, port2 } = new natives.MessageChannel();
  const port = natives.pin(port1, 'port');
  const reader = source.getReader();
  const next = async () => {
    const { value } = await reader.read();
    const message: FromSource = value ?? null;
    port.postMessage(message, value ? [value as unknown as Transferable] : []);
  };
  port.onmessage = ({ data }: MessageEvent<ToSource>) => {
    const done = data === 'next' ? next() : reader.cancel();
    done.catch((error) => {
      log.debug('the source has failed', error);
      port.postMessage(null);
    });
  };
  return port2;
}

/** The source behind a port that has come from another context. */
export function takeSource(port: MessagePort): ReadableStream<VideoFrame> {
  const ask = (message: ToSource) => port.postMessage(message);
  let answer: (() => void) | undefined;
  return new ReadableStream<VideoFrame>(
    {
      start: (controller) => {
        port.onmessage = ({ data: frame }: MessageEvent<FromSource>) => {
          // One may be on its way when nobody wants any more.
          if (!answer) frame?.close();
          else if (frame) controller.enqueue(frame);
          else controller.close();
          answer?.();
          answer = undefined;
        };
      },
      pull: () =>
        new natives.Promise((resolve) => {
          answer = resolve;
          ask('next');
        }),
      cancel: () => {
        answer?.();
        answer = undefined;
        ask('cancel');
      },
    },
    { highWaterMark: 0 },
  );
}
