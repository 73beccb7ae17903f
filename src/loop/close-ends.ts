import { natives } from '../natives/natives';

/** The sink of a stopped track may keep its close waiting for ever (docs/browser-faults.md#sink-never-closes). */
const TIMEOUT_MS = 500;

/**
 * Ends both ends of a loop. Either may be closed or broken already, by the site or the browser, and a
 * sink that was stopped before its first frame never answers. Never rejects.
 */
export async function closeEnds(
  source: { cancel(): Promise<unknown> },
  sink: { close(): Promise<unknown> },
): Promise<void> {
  const { setTimeout, clearTimeout } = natives;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new natives.Promise<void>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS);
  });
  const closed = natives.Promise.allSettled([source.cancel(), sink.close()]);
  await natives.Promise.race([closed, late]);
  clearTimeout(timer);
}
