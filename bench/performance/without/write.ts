/** Stands in the place of `src/loop/frame-loop.ts`: after a while a grey dot goes out for each frame. */
import { createCover } from '../../../src/loop/cover';
import { createFrameLoop as create } from '../../../src/loop/frame-loop';
import { leaveOut } from './leave-out';

export * from '../../../src/loop/frame-loop';

const DOT = { width: 16, height: 16, duration: null } as const;

export function createFrameLoop(
  ...[source, sink, ...rest]: Parameters<typeof create>
): ReturnType<typeof create> {
  const isLeftOut = leaveOut('Veil bench: without write');
  const { draw } = createCover();
  const writer = sink.getWriter();
  const dots = new WritableStream<VideoFrame>({
    write: (frame) =>
      writer.write(isLeftOut() ? draw({ ...DOT, timestamp: frame.timestamp }) : frame),
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  });
  return create(source, dots, ...rest);
}
