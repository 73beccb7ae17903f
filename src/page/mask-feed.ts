import type { FaultReason } from '../shared/fault';
import { type LoopToSegmenter, parseSegmenterToLoop } from '../shared/messages';
import { inputOf, type ModelVariantName } from '../shared/model-variants';

/** A mask and the model input it was made from. */
export type Mask = {
  /** One byte per pixel of the model input, 255 = person. */
  readonly mask: Uint8Array;
  /** RGBA of the model input. */
  readonly input: Uint8Array;
};

/** The loop's end of the way to the segmenter. One job is in flight at most. */
export type MaskFeed = {
  /** True when a job for this variant can be given now. */
  isReady(variant: ModelVariantName): boolean;
  /** Why there are no masks. */
  readonly fault: FaultReason | undefined;
  /** Asks for a segmenter, or for another model, unless there is one or one was asked for lately. */
  ensure(variant: ModelVariantName): void;
  connect(port: MessagePort): void;
  fail(reason: FaultReason): void;
  /** An unused buffer for the input of the loaded model. */
  takeInput(): Uint8Array<ArrayBuffer>;
  /**
   * Gives a model input away and waits for its mask; undefined when it does not come in time, or
   * not at all. Needs `isReady`.
   */
  segment(input: Uint8Array<ArrayBuffer>): Promise<Mask | undefined>;
  /** Gives the buffer of a used mask back. */
  recycle(mask: Mask): void;
  dispose(): void;
};

/** A frame waits this long for its mask; the picture stands still meanwhile. */
const MASK_DEADLINE_MS = 500;
/** After this silence the segmenter counts as lost. */
const LOST_AFTER_MS = 4000;
/** A failed segmenter is tried again after this time, doubled at each failure in a row. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;
/** Loading a model on a cold, busy machine takes seconds. */
const LOAD_DEADLINE_MS = 20_000;

type State = 'absent' | 'opening' | 'loading' | 'ready';

/**
 * Makes the feed. `want` asks the page for a segmenter, which arrives through `connect`; it is told
 * whether the one before has failed.
 */
export function createMaskFeed(want: (replace: boolean) => void): MaskFeed {
  let variant: ModelVariantName | undefined;
  let inputBytes = 0;
  let spare: ArrayBuffer[] = [];
  let state: State = 'absent';
  let port: MessagePort | undefined;
  let fault: FaultReason | undefined;
  let failures = 0;
  /** When the current state must have ended, ms of `performance.now`. */
  let due = 0;
  let lastId = 0;
  let inFlight: { id: number; since: number; give(mask: Mask | undefined): void } | undefined;

  const post = (message: LoopToSegmenter, transfer: Transferable[] = []) =>
    port?.postMessage(message, transfer);

  const choose = (wanted: ModelVariantName, now: number) => {
    variant = wanted;
    const { width, height } = inputOf(wanted);
    inputBytes = width * height * 4;
    spare = [];
    // Without a segmenter yet, the model is loaded when it comes.
    if (state === 'loading' || state === 'ready') load(wanted, now);
  };

  const load = (wanted: ModelVariantName, now: number) => {
    state = 'loading';
    due = now + LOAD_DEADLINE_MS;
    post({ type: 'load', variant: wanted });
  };

  const fail = (reason: FaultReason) => {
    fault = reason;
    state = 'absent';
    due = performance.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++);
    close();
  };

  const close = () => {
    port?.close();
    port = undefined;
    inFlight?.give(undefined);
    inFlight = undefined;
  };

  const onMessage = ({ data }: MessageEvent<unknown>) => {
    const message = parseSegmenterToLoop(data);
    if (!message) return;
    switch (message.type) {
      case 'loaded':
        if (message.variant !== variant) return;
        state = 'ready';
        fault = undefined;
        return;
      case 'failed':
        console.warn(`Veil: the segmenter failed: ${message.detail}`);
        fail(message.reason);
        return;
      case 'segmented': {
        if (message.id !== inFlight?.id) return;
        const { give } = inFlight;
        inFlight = undefined;
        failures = 0;
        fault = undefined;
        const right =
          message.mask.byteLength * 4 === inputBytes && message.pixels.byteLength === inputBytes;
        give(
          right
            ? { mask: new Uint8Array(message.mask), input: new Uint8Array(message.pixels) }
            : undefined,
        );
        return;
      }
    }
  };

  return {
    isReady: (wanted) => state === 'ready' && variant === wanted && !inFlight,
    get fault() {
      return fault;
    },
    ensure: (wanted) => {
      const now = performance.now();
      if (variant !== wanted) choose(wanted, now);
      if (inFlight && now - inFlight.since > LOST_AFTER_MS) fail('segmenter-stalled');
      if ((state === 'opening' || state === 'loading') && now > due) fail('segmenter-stalled');
      if (state !== 'absent' || now < due) return;
      state = 'opening';
      due = now + LOAD_DEADLINE_MS;
      want(failures > 0);
    },
    connect: (newPort) => {
      close();
      port = newPort;
      port.onmessage = onMessage;
      if (variant) load(variant, performance.now());
    },
    fail,
    takeInput: () => new Uint8Array(spare.pop() ?? new ArrayBuffer(inputBytes)),
    segment: (input) =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve(undefined), MASK_DEADLINE_MS);
        const give = (mask: Mask | undefined) => {
          clearTimeout(late);
          resolve(mask);
        };
        inFlight = { id: ++lastId, since: performance.now(), give };
        post({ type: 'segment', id: lastId, pixels: input.buffer }, [input.buffer]);
      }),
    recycle: ({ input }) => {
      if (input.byteLength === inputBytes) spare.push(input.buffer as ArrayBuffer);
    },
    dispose: close,
  };
}
