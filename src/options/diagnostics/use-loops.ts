import { useEffect, useRef, useState } from 'preact/hooks';
import { type LoggedFault, readFaults } from '../../extension/fault-log';
import { log } from '../../shared/log';
import type { LoopStatus } from '../../shared/status';
import { type History, NO_HISTORY, type Told, withSample } from './history';
import { type Call, watchCalls } from './watch-calls';

/** A loop that was looked at. title: of its tab; undefined for the preview. */
export type Loop = {
  readonly key: string;
  readonly title: string | undefined;
  readonly history: History;
};

export type Diagnosed = {
  readonly loops: readonly Loop[];
  readonly faults: readonly LoggedFault[];
};

const PERIOD_MS = 1000;
/** Of a track that has been silent for longer nothing is known. */
const SILENT_MS = 2000;
const PREVIEW = 'preview';

/** All loops, second by second, as long as somebody looks. preview: what its loop has told last. */
export function useLoops(preview: LoopStatus | undefined): Diagnosed {
  const calls = useRef<readonly Call[]>([]);
  const latest = useRef<LoopStatus>(undefined);
  latest.current = preview;
  const [diagnosed, setDiagnosed] = useState<Diagnosed>({ loops: [], faults: [] });

  useEffect(() => {
    const stop = watchCalls((told) => {
      calls.current = told;
    });
    const look = async () => {
      const at = performance.now();
      const faults = await readFaults();
      setDiagnosed(({ loops }) => ({
        loops: [
          ...(latest.current ? [sampled(loops, PREVIEW, undefined, at, latest.current)] : []),
          ...calls.current
            .filter(({ track }) => track.age < SILENT_MS)
            .map(({ key, title, track }) => sampled(loops, key, title, at, track)),
        ],
        faults,
      }));
    };
    const timer = setInterval(() => {
      look().catch((error) => log.debug('nothing to look at', error));
    }, PERIOD_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  return diagnosed;
}

function sampled(
  loops: readonly Loop[],
  key: string,
  title: string | undefined,
  at: number,
  status: Told,
): Loop {
  const before = loops.find((loop) => loop.key === key)?.history ?? NO_HISTORY;
  return { key, title, history: withSample(before, { at, status }) };
}
