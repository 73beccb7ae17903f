/** The segmenter: model inputs come in on any number of ports, masks go back on the same. */

import { free } from '../natives/free';
import type { FaultReason } from '../shared/fault';
import { SEGMENTER_CONNECT } from '../shared/handshake';
import { setLogLevel } from '../shared/log';
import {
  type ClockToSegmenter,
  type LoopToSegmenter,
  parseClockToSegmenter,
  parseLoopToSegmenter,
  type SegmenterToClock,
  type SegmenterToLoop,
} from '../shared/messages';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import { EngineFault } from './engine';
import { dropEngine, getEngine } from './engine-pool';
import type { SetLogLevel } from './worker-messages';

function serve(port: MessagePort): void {
  const post = (message: SegmenterToLoop, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  const load = async (variant: ModelVariantName) => {
    await getEngine(variant);
    post({ type: 'loaded', variant });
  };

  let input = new Uint8ClampedArray();

  const segment = async ({
    id,
    variant,
    offset,
    pixels,
  }: LoopToSegmenter & { type: 'segment' }) => {
    const { width, height } = inputOf(variant);
    if (input.length !== 4 * width * height) input = new Uint8ClampedArray(4 * width * height);
    input.set(new Uint8Array(pixels), offset);
    const end = offset + pixels.byteLength;
    free(pixels);
    if (end < input.length) return;
    const mask = await infer(variant, input);
    post({ type: 'segmented', id, mask: mask.buffer }, [mask.buffer]);
  };

  const tick = ({ after }: ClockToSegmenter) => {
    const message: SegmenterToClock = { type: 'ticked' };
    setTimeout(() => port.postMessage(message), after);
  };

  port.onmessage = ({ data }) => {
    const job = parseLoopToSegmenter(data);
    if (!job) {
      const asked = parseClockToSegmenter(data);
      if (asked) tick(asked);
      // A page script of another version.
      else
        post({ type: 'failed', reason: 'extension-gone', detail: 'a message is not understood' });
      return;
    }
    const done = job.type === 'load' ? load(job.variant) : segment(job);
    done.catch((error) => post({ type: 'failed', reason: reasonOf(error), detail: `${error}` }));
  };
}

/** An engine that throws once may be broken for good: the next job gets another. */
async function infer(name: ModelVariantName, rgba: Uint8ClampedArray<ArrayBuffer>) {
  const engine = await getEngine(name);
  try {
    return engine.segment(rgba);
  } catch (error) {
    dropEngine(name, engine);
    throw error;
  }
}

function reasonOf(error: unknown): FaultReason {
  return error instanceof EngineFault ? error.reason : 'runtime-missing';
}

self.addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<typeof SEGMENTER_CONNECT | SetLogLevel>) => {
    if (data === SEGMENTER_CONNECT) port && serve(port);
    else setLogLevel(data.level);
  },
);
