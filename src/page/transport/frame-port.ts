/**
 * Frames between a page and its worker where streams of them cannot be handed over: one message for
 * each frame, which moves with it, and one for each that is asked for or written.
 */

import { natives } from '../../natives/natives';
import { log } from '../../shared/log';

/** The ends of a frame loop, as they travel to a worker: themselves, or a port to them. */
export type Ends = {
  readonly source: ReadableStream<VideoFrame> | MessagePort;
  readonly sink: WritableStream<VideoFrame> | MessagePort;
};

/** From a source's reader. */
type ToSource = 'next' | 'cancel';
/** null: there are no more. */
type FromSource = VideoFrame | null;
/** null: the last one has been written. */
type ToSink = VideoFrame | null;
type FromSink = 'written' | 'failed';

/** Keeps the ends of a loop in this context; gives ports to them for another one. */
export function lendEnds(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
): Record<keyof Ends, MessagePort> {
  return { source: lendSource(source), sink: lendSink(sink) };
}

/** The ends behind what has come from another context. */
export function takeEnds({ source, sink }: Ends) {
  return {
    source: source instanceof MessagePort ? takeSource(source) : source,
    sink: sink instanceof MessagePort ? takeSink(sink) : sink,
  };
}

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

function lendSink(sink: WritableStream<VideoFrame>): MessagePort {
  const { port1, port2 } = new natives.MessageChannel();
  const port = natives.pin(port1, 'port');
  const writer = sink.getWriter();
  const write = async (frame: ToSink) => {
    if (!frame) return writer.close();
    return writer.write(frame).finally(() => frame.close());
  };
  port.onmessage = ({ data }: MessageEvent<ToSink>) => {
    const answer = (message: FromSink) => port.postMessage(message);
    write(data).then(
      () => answer('written'),
      (error) => {
        log.debug('the sink has failed', error);
        answer('failed');
      },
    );
  };
  return port2;
}

function takeSink(port: MessagePort): WritableStream<VideoFrame> {
  let answer: ((message: FromSink) => void) | undefined;
  port.onmessage = ({ data }: MessageEvent<FromSink>) => answer?.(data);
  const send = (frame: ToSink) =>
    new natives.Promise<void>((resolve, reject) => {
      answer = (message) =>
        message === 'written' ? resolve() : reject(new Error('expected the sink to take a frame'));
      port.postMessage(frame, frame ? [frame as unknown as Transferable] : []);
    });
  return new WritableStream<VideoFrame>({ write: send, close: () => send(null) });
}
