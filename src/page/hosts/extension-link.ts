import {
  type ExtensionToPage,
  type PageToExtension,
  parseExtensionToPage,
} from '../../loop/wire/extension-messages';
import { createPacker, createUnpacker, type FrameHead } from '../../loop/wire/packed-frame';
import { natives } from '../../natives/natives';
import { createLease, EXTENSION_TIMES } from '../../shared/lease';
import { log } from '../../shared/log';

/** What a loop in the extension says that concerns more than the way to it. */
type Told = Exclude<ExtensionToPage, { type: 'frame-wanted' | 'pixels' | 'frame' }>;

export type LinkEvents = {
  /** A loop is to be asked for. replace: the one before was lost. */
  wanted(replace: boolean): void;
  /** A loop has come, and knows nothing yet. */
  opened(): void;
  /** It is silent for long, or says what nobody can read, or sends a frame that is none: give it up. */
  failed(reason: 'segmenter-stalled' | 'extension-gone' | 'loop-failed'): void;
  /** It has drawn a frame; the receiver owns it. */
  drawn(frame: VideoFrame): void;
  told(message: Told): void;
};

/** The way to a loop that the extension runs. */
export type ExtensionLink = {
  /** The loop waits for a frame. */
  readonly isWanting: boolean;
  /** The newest frame that was sent, by the camera's time. */
  readonly sentAt: number;
  /** Asks for a loop, unless there is one or one was asked for lately. To be called with each frame. */
  ensure(): void;
  connect(port: MessagePort): void;
  post(message: PageToExtension): void;
  /** Sends a frame, which stays the caller's. Throws for one that cannot be read. */
  send(frame: VideoFrame): Promise<void>;
  /** Waits until the loop wants a frame, or has been silent for too long, or `wake` is called. */
  turn(): Promise<void>;
  wake(): void;
  /** Gives the loop up; another is asked for after a while. */
  lose(): void;
  /** The loop works. */
  proved(): void;
  dispose(): void;
};

/** Frames wait no longer for a loop that has been silent for so long: more than it waits for a mask. */
const SILENT_AFTER_MS = 800;

export function createExtensionLink(on: LinkEvents): ExtensionLink {
  const lease = createLease(EXTENSION_TIMES, () => performance.now());
  const unpacker = createUnpacker();
  let port: MessagePort | undefined;
  let isWanting = false;
  /** When the loop has said something, or was told to. */
  let heardAt = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  const wait = createWait();

  const post = (message: PageToExtension, transfer: Transferable[] = []) =>
    port?.postMessage(message, transfer);
  const pack = createPacker(post);

  const close = () => {
    post({ type: 'end' });
    port?.close();
    port = undefined;
    isWanting = false;
    wait.end();
  };

  /** From now on the loop is to say something. */
  const listen = () => {
    heardAt = performance.now();
    lease.owe();
  };

  const unpack = (head: FrameHead): VideoFrame | undefined => {
    try {
      return unpacker.take(head);
    } catch (error) {
      log.warn('the frame that came back is none', error);
      return undefined;
    }
  };

  const receive = (message: ExtensionToPage | undefined) => {
    lease.held();
    if (!isWanting) listen();
    if (!message) {
      on.failed('extension-gone');
      return;
    }
    switch (message.type) {
      case 'frame-wanted':
        isWanting = true;
        lease.settle();
        wait.end();
        return;
      case 'pixels':
        unpacker.add(message.bytes);
        return;
      case 'frame': {
        const frame = unpack(message.head);
        if (frame) on.drawn(frame);
        else on.failed('loop-failed');
        return;
      }
      default:
        on.told(message);
    }
  };

  return {
    get isWanting() {
      return isWanting;
    },
    get sentAt() {
      return sentAt;
    },
    ensure: () => {
      const next = lease.use();
      if (next === 'overdue') on.failed('segmenter-stalled');
      else if (next === 'ask') on.wanted(lease.isRenewal);
    },
    connect: (newPort) => {
      close();
      lease.opening();
      heardAt = performance.now();
      port = natives.pin(newPort, 'port');
      port.onmessage = ({ data }) => {
        if (port === newPort) receive(parseExtensionToPage(data));
      };
      on.opened();
    },
    post: (message) => post(message),
    send: async (frame) => {
      sentAt = frame.timestamp;
      await pack(frame);
      isWanting = false;
      listen();
    },
    turn: async () => {
      if (isWanting || !port) return;
      // Only a call's first frame waits for a loop that starts.
      if (lease.state === 'opening' && lease.isRenewal) return;
      await wait.begin(heardAt + SILENT_AFTER_MS - performance.now());
    },
    wake: wait.end,
    lose: () => {
      lease.lost();
      close();
    },
    proved: lease.forgive,
    dispose: close,
  };
}

/** A wait that ends after so many ms, or when it is told to. */
function createWait(): { begin(ms: number): Promise<void>; end(): void } {
  const { setTimeout, clearTimeout } = natives;
  let end = () => {};

  return {
    begin: async (ms) => {
      if (ms <= 0) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new natives.Promise<void>((resolve) => {
        end = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    },
    end: () => end(),
  };
}
