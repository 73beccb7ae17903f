/** The segmenter: model inputs come in on any number of ports, masks go back on the same. */
import type { FaultReason } from '../shared/fault';
import { SEGMENTER_CONNECT } from '../shared/handshake';
import { parseLoopToSegmenter, type SegmenterToLoop } from '../shared/messages';
import type { ModelVariantName } from '../shared/model-variants';
import { dropEngine, EngineFault, getEngine } from './engine';

function serve(port: MessagePort): void {
  const post = (message: SegmenterToLoop, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  const load = async (variant: ModelVariantName) => {
    const engine = await getEngine(variant);
    engine.warmUp();
    post({ type: 'loaded', variant });
  };

  const segment = async (id: number, variant: ModelVariantName, pixels: ArrayBuffer) => {
    const mask = await infer(variant, pixels);
    post({ type: 'segmented', id, mask: mask.buffer, pixels }, [mask.buffer, pixels]);
  };

  port.onmessage = ({ data }) => {
    const job = parseLoopToSegmenter(data);
    if (!job) return;
    const done = job.type === 'load' ? load(job.variant) : segment(job.id, job.variant, job.pixels);
    done.catch((error) => post({ type: 'failed', reason: reasonOf(error), detail: `${error}` }));
  };
}

/** An engine that throws once may be broken for good: the next job gets another. */
async function infer(name: ModelVariantName, pixels: ArrayBuffer) {
  const engine = await getEngine(name);
  try {
    return engine.segment(new Uint8ClampedArray(pixels));
  } catch (error) {
    dropEngine(name);
    throw error;
  }
}

function reasonOf(error: unknown): FaultReason {
  return error instanceof EngineFault ? error.reason : 'runtime-missing';
}

self.addEventListener('message', ({ data, ports }: MessageEvent) => {
  const [port] = ports;
  if (data === SEGMENTER_CONNECT && port) serve(port);
});
