import type { LoopCommand, LoopEvent } from './commands';
import { createFrameLoop } from './frame-loop';
import type { ShareMember } from './frame-share';
import { createOwnMasks } from './own-masks';

/** A frame loop whose frames come and go one by one, from and to somewhere else. */
export type ServedLoop = {
  /** Takes the frame that was asked for; it is the loop's from now on. Another is closed: they would wait without end. */
  give(frame: VideoFrame): void;
  handle(command: LoopCommand): void;
  /** There are no more frames. */
  end(): void;
};

export type Served = {
  /** Asks for the next frame. */
  ask(): void;
  /** Takes a frame to show, which stays the loop's. */
  send(frame: VideoFrame): void | Promise<void>;
  emit(event: LoopEvent): void;
};

/** Starts it. member: among the loops of the same camera. */
export function createServedLoop({ ask, send, emit }: Served, member: ShareMember): ServedLoop {
  let frames: ReadableStreamDefaultController<VideoFrame> | undefined;
  let isEnded = false;
  let isAsked = false;
  const source = new ReadableStream<VideoFrame>(
    {
      start: (controller) => {
        frames = controller;
      },
      pull: () => {
        isAsked = true;
        ask();
      },
      cancel: () => {
        isEnded = true;
      },
    },
    { highWaterMark: 0 },
  );
  const sink = new WritableStream<VideoFrame>({ write: send });
  const loop = createFrameLoop(source, sink, emit, member, { ownMasks: createOwnMasks });

  return {
    give: (frame) => {
      if (isEnded || !isAsked) {
        frame.close();
        return;
      }
      isAsked = false;
      frames?.enqueue(frame);
    },
    handle: loop.handle,
    end: () => {
      if (isEnded) return;
      isEnded = true;
      frames?.close();
    },
  };
}
