import { natives } from '../natives/natives';
import type { FaultReason } from '../shared/fault';
import { type LoopToSegmenter, PART_BYTES, parseSegmenterToLoop } from '../shared/messages';
import type { ModelVariantName } from '../shared/model-variants';

/** The loop's end of the way to the segmenter. One job is in flight at most. */
export type MaskFeed = {
  /**
   * The model whose jobs can be given now; undefined while there is none, or a job is in flight. It
   * stays the one before until another that was asked for is loaded, and takes jobs even then.
   */
  readonly ready: ModelVariantName | undefined;
  /** Why there are no masks. */
  readonly fault: FaultReason | undefined;
  /** Asks for a segmenter, or for another model, unless there is one or one was asked for lately. */
  ensure(variant: ModelVariantName): void;
  connect(port: MessagePort): void;
  fail(reason: FaultReason): void;
  /**
   * The mask of a model input (RGBA), one byte per pixel, 255 = person; undefined
   * when it does not come in time, or not at all. Needs a model to be `ready`.
   */
  segment(
    variant: ModelVariantName,
    input: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array | undefined>;
  dispose(): void;
};

/** A frame waits this long for its mask; the picture stands still meanwhile. */
const MASK_DEADLINE_MS = 500;
/** The same while another model loads, which the segmenter does between two masks. */
const LOADING_MASK_DEADLINE_MS = 3000;
/** Nobody asks for so long: the camera pauses or the machine sleeps, and that time is no silence. */
const ASLEEP_MS = 1500;
/** After this silence the segmenter counts as lost. */
const LOST_AFTER_MS = 4000;
/** A failed segmenter is tried again after this time, doubled at each failure in a row. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;
/** Loading a model on a cold, busy machine takes seconds. */
const LOAD_DEADLINE_MS = 20_000;

type State = 'absent' | 'opening' | 'connected';

type Job = {
  readonly id: number;
  since: number;
  readonly pixels: number;
  give(mask: Uint8Array | undefined): void;
};

/**
 * Makes the feed. `want` asks the page for a segmenter, which arrives through `connect`; it is told
 * whether the one before has failed.
 */
export function createMaskFeed(want: (replace: boolean) => void): MaskFeed {
  let wanted: ModelVariantName | undefined;
  let loaded: ModelVariantName | undefined;
  let state: State = 'absent';
  let port: MessagePort | undefined;
  let fault: FaultReason | undefined;
  let failures = 0;
  /** When the segmenter must have come, its model have been loaded, or may be asked for again. */
  let due = 0;
  let askedAt = Number.POSITIVE_INFINITY;
  let lastId = 0;
  let inFlight: Job | undefined;

  const post = (message: LoopToSegmenter, transfer: Transferable[] = []) =>
    port?.postMessage(message, transfer);

  const isLoading = () => state === 'connected' && loaded !== wanted;

  /** Without a segmenter yet, the model is loaded when it comes. */
  const load = (now: number) => {
    if (!wanted || !isLoading()) return;
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
    loaded = undefined;
    inFlight?.give(undefined);
    inFlight = undefined;
  };

  const onMessage = ({ data }: MessageEvent<unknown>) => {
    const message = parseSegmenterToLoop(data);
    if (!message) return;
    switch (message.type) {
      case 'loaded':
        if (message.variant !== wanted) return;
        loaded = wanted;
        fault = undefined;
        return;
      case 'failed':
        console.warn(`Veil: the segmenter failed: ${message.detail}`);
        fail(message.reason);
        return;
      case 'segmented': {
        if (message.id !== inFlight?.id) return;
        const { give, pixels } = inFlight;
        inFlight = undefined;
        failures = 0;
        fault = undefined;
        give(message.mask.byteLength === pixels ? new Uint8Array(message.mask) : undefined);
        return;
      }
    }
  };

  return {
    get ready() {
      return inFlight ? undefined : loaded;
    },
    get fault() {
      return fault;
    },
    ensure: (variant) => {
      const now = performance.now();
      const pause = now - askedAt;
      askedAt = now;
      if (pause > ASLEEP_MS) {
        if (state !== 'absent') due += pause;
        if (inFlight) inFlight.since += pause;
      }
      if (variant !== wanted) {
        wanted = variant;
        load(now);
      }
      if (inFlight && now - inFlight.since > LOST_AFTER_MS) fail('segmenter-stalled');
      if ((state === 'opening' || isLoading()) && now > due) fail('segmenter-stalled');
      if (state !== 'absent' || now < due) return;
      state = 'opening';
      due = now + LOAD_DEADLINE_MS;
      want(failures > 0);
    },
    connect: (newPort) => {
      close();
      port = natives.pin(newPort, 'port');
      port.onmessage = onMessage;
      state = 'connected';
      load(performance.now());
    },
    fail,
    segment: (variant, input) =>
      new natives.Promise((resolve) => {
        const deadline = isLoading() ? LOADING_MASK_DEADLINE_MS : MASK_DEADLINE_MS;
        const late = setTimeout(() => resolve(undefined), deadline);
        const give = (mask: Uint8Array | undefined) => {
          clearTimeout(late);
          resolve(mask);
        };
        const id = ++lastId;
        inFlight = { id, since: performance.now(), pixels: input.length / 4, give };
        for (let offset = 0; offset < input.length; offset += PART_BYTES) {
          const { buffer } = input.slice(offset, offset + PART_BYTES);
          post({ type: 'segment', id, variant, offset, pixels: buffer }, [buffer]);
        }
      }),
    dispose: close,
  };
}
