import { log } from '../shared/log';

/** The frames of a camera, one at a time. Who takes a frame owns it. */
export type Intake = {
  /** Asks for the next frame, which then waits until it is taken. */
  ask(): void;
  /** The next frame, once it has come; undefined when the camera has ended. */
  take(): Promise<VideoFrame | undefined>;
  /** The next frame, if it waits already. */
  takeWaiting(): VideoFrame | undefined;
  /** Goes on with another source; a `take` that waits gets its frame from there. */
  replace(source: ReadableStream<VideoFrame>): void;
  /** Ends the source, and a `take` that waits for it. A source that fails rejects. */
  cancel(): Promise<void>;
  /** Closes a frame that nobody has taken. */
  dispose(): void;
};

/** So long no working camera keeps one waiting. */
const STARVED_MS = 1000;

/** onStarved: called every second for which no frame comes though one was asked for. */
export function createIntake(source: ReadableStream<VideoFrame>, onStarved: () => void): Intake {
  let reader = source.getReader();
  let reading: ReturnType<typeof reader.read> | undefined;
  let waiting: VideoFrame | undefined;

  const ask = () => {
    reading ??= read();
    return reading;
  };
  const read = () => {
    const hunger = setInterval(onStarved, STARVED_MS);
    const next = readOn();
    next
      .then(({ value }) => {
        waiting = value;
      })
      // A camera that fails is the taker's to find out.
      .catch(() => undefined)
      .finally(() => clearInterval(hunger));
    return next;
  };
  /** A source that was replaced ends the read it owes. */
  const readOn = async (): ReturnType<typeof reader.read> => {
    const from = reader;
    const read = await from.read();
    return read.done && from !== reader ? readOn() : read;
  };
  const takeWaiting = () => {
    const frame = waiting;
    if (frame) reading = waiting = undefined;
    return frame;
  };

  return {
    ask,
    take: async () => {
      const { value } = await ask();
      reading = waiting = undefined;
      return value;
    },
    takeWaiting,
    replace: (other) => {
      const before = reader;
      reader = other.getReader();
      before.cancel().catch((error) => log.debug('the source had gone', error));
    },
    cancel: () => reader.cancel(),
    dispose: () => takeWaiting()?.close(),
  };
}
