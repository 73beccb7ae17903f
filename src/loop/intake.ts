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

/** Frames are lost when a stream is handed over (docs/browser-faults.md#lost-frames), so it shows in the first ones. */
const FIRST_FRAMES = 10;
/**
 * After so long without one of the first frames, though one was asked for, somebody is told, ms: longer than the frames of most cameras are
 * apart, then soon again, to see whether the camera gives some to others; then every second.
 */
const HUNGRY_MS = [50, 100] as const;
const STARVED_MS = 1000;

/** onStarved: told how long no frame has come by then: 50 ms and 100 ms for the first ones, 1 s, 2 s … */
export function createIntake(
  source: ReadableStream<VideoFrame>,
  onStarved: (waited: number) => void,
): Intake {
  let reader = source.getReader();
  let reading: ReturnType<typeof reader.read> | undefined;
  let waiting: VideoFrame | undefined;
  let reads = 0;

  const ask = () => {
    reading ??= read();
    return reading;
  };
  const read = () => {
    const wellFed = watchHunger(onStarved, reads++ < FIRST_FRAMES);
    const next = readOn();
    next
      .then(({ value }) => {
        waiting = value;
      })
      // A camera that fails is the taker's to find out.
      .catch(() => undefined)
      .finally(wellFed);
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

/** Tells of a wait from now on, until what it returns is called. */
function watchHunger(tell: (waited: number) => void, isEarly: boolean): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const watch = (before: number) => {
    const early = isEarly ? HUNGRY_MS.find((waited) => waited > before) : undefined;
    const next = early ?? STARVED_MS * (1 + Math.floor(before / STARVED_MS));
    timer = setTimeout(() => {
      tell(next);
      watch(next);
    }, next - before);
  };
  watch(0);
  return () => clearTimeout(timer);
}
