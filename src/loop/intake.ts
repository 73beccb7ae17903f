/** The frames of a camera, one at a time. Who takes a frame owns it. */
export type Intake = {
  /** Asks for the next frame, which then waits until it is taken. */
  ask(): void;
  /** The next frame, once it has come; undefined when the camera has ended. */
  take(): Promise<VideoFrame | undefined>;
  /** The next frame, if it waits already. */
  takeWaiting(): VideoFrame | undefined;
  /** Ends the source, and a `take` that waits for it. A source that fails rejects. */
  cancel(): Promise<void>;
  /** Closes a frame that nobody has taken. */
  dispose(): void;
};

/** So long no working camera keeps one waiting. */
const STARVED_MS = 1000;

/** onStarved: called every second for which no frame comes though one was asked for. */
export function createIntake(source: ReadableStream<VideoFrame>, onStarved: () => void): Intake {
  const reader = source.getReader();
  let reading: ReturnType<typeof reader.read> | undefined;
  let waiting: VideoFrame | undefined;

  const ask = () => {
    reading ??= read();
    return reading;
  };
  const read = () => {
    const hunger = setInterval(onStarved, STARVED_MS);
    const next = reader.read();
    next
      .then(({ value }) => {
        waiting = value;
      })
      // A camera that fails is the taker's to find out.
      .catch(() => undefined)
      .finally(() => clearInterval(hunger));
    return next;
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
    cancel: () => reader.cancel(),
    dispose: () => takeWaiting()?.close(),
  };
}
