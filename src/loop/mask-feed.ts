import type { ModelView } from '../mask/refiner';
import { natives } from '../natives/natives';
import type { FaultReason } from '../shared/fault';
import { createLease, EXTENSION_TIMES } from '../shared/lease';
import { log } from '../shared/log';
import { type LoopToSegmenter, PART_BYTES, parseSegmenterToLoop } from '../shared/messages';
import type { ModelVariantName } from '../shared/model-variants';
import type { MaskSource } from './mask-source';

/** Masks from the extension's segmenter, over a port. One job is in flight at most. */
export type MaskFeed = MaskSource & {
  connect(port: MessagePort): void;
  fail(reason: FaultReason): void;
};

/** A frame waits this long for its mask; the picture stands still meanwhile. */
const MASK_DEADLINE_MS = 500;
/** The same while another model loads, which the segmenter does between two masks. */
const LOADING_MASK_DEADLINE_MS = 3000;

type Job = {
  readonly id: number;
  readonly pixels: number;
  give(mask: Uint8Array | undefined): void;
};

/**
 * Makes the feed. `want` asks the page for a segmenter, which arrives through `connect`; it is told
 * whether the one before has failed.
 */
export function createMaskFeed(want: (replace: boolean) => void): MaskFeed {
  const lease = createLease(EXTENSION_TIMES, () => performance.now());
  let port: MessagePort | undefined;
  let wanted: ModelVariantName | undefined;
  let loaded: ModelVariantName | undefined;
  let fault: FaultReason | undefined;
  let lastId = 0;
  let inFlight: Job | undefined;

  const post = (message: LoopToSegmenter, transfer: Transferable[] = []) =>
    port?.postMessage(message, transfer);

  /** Without a segmenter yet, the model is loaded when it comes. */
  const load = () => {
    if (!port || !wanted) return;
    if (loaded === wanted) {
      lease.held();
      return;
    }
    lease.opening();
    post({ type: 'load', variant: wanted });
  };

  const close = () => {
    port?.close();
    port = undefined;
    loaded = undefined;
    answer(undefined);
  };

  const fail = (reason: FaultReason) => {
    fault = reason;
    lease.lost();
    close();
  };

  const answer = (mask: Uint8Array | undefined) => {
    lease.settle();
    inFlight?.give(mask);
    inFlight = undefined;
  };

  const segment = (variant: ModelVariantName, { input, mask }: ModelView): Promise<boolean> =>
    new natives.Promise((resolve) => {
      const isLoading = lease.state === 'opening';
      const late = setTimeout(
        () => settle(false),
        isLoading ? LOADING_MASK_DEADLINE_MS : MASK_DEADLINE_MS,
      );
      let isSettled = false;
      const settle = (isFilled: boolean) => {
        clearTimeout(late);
        isSettled = true;
        resolve(isFilled);
      };
      const give = (made: Uint8Array | undefined) => {
        // What comes late is not written any more: its place may be in use.
        if (isSettled) return;
        if (made) mask.set(made);
        settle(made !== undefined);
      };
      const id = ++lastId;
      inFlight = { id, pixels: mask.length, give };
      lease.owe();
      for (let offset = 0; offset < input.length; offset += PART_BYTES) {
        const { buffer } = input.slice(offset, offset + PART_BYTES);
        post({ type: 'segment', id, variant, offset, pixels: buffer }, [buffer]);
      }
    });

  const onMessage = ({ data }: MessageEvent<unknown>) => {
    const message = parseSegmenterToLoop(data);
    if (!message) return;
    switch (message.type) {
      case 'loaded':
        if (message.variant !== wanted) return;
        loaded = wanted;
        fault = undefined;
        lease.held();
        return;
      case 'failed':
        log.warn(`the segmenter failed: ${message.detail}`);
        fail(message.reason);
        return;
      case 'segmented': {
        if (message.id !== inFlight?.id) return;
        fault = undefined;
        lease.forgive();
        const isWhole = message.mask.byteLength === inFlight.pixels;
        answer(isWhole ? new Uint8Array(message.mask) : undefined);
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
      if (variant !== wanted) {
        wanted = variant;
        load();
      }
      switch (lease.use()) {
        case 'overdue':
          fail('segmenter-stalled');
          return;
        case 'ask':
          want(lease.isRenewal);
      }
    },
    connect: (newPort) => {
      close();
      port = natives.pin(newPort, 'port');
      port.onmessage = onMessage;
      load();
    },
    fail,
    isElsewhere: true,
    bytesFor: () => 0,
    open: (variant) => (view) => segment(variant, view),
    dispose: close,
  };
}
