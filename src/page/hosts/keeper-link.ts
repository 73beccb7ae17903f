import type { LoopCommand, LoopEvent } from '../../loop/commands';
import { natives } from '../../natives/natives';
import type { FaultReason } from '../../shared/fault';
import { createLease, type LeaseTimes } from '../../shared/lease';
import type { Heard, Wire } from './keeper-wire';

/** A loop elsewhere: how it is asked for, spoken to and waited for. */
export type Elsewhere = {
  /** The camera's name, the first thing that it is told. */
  readonly camera: string;
  readonly times: LeaseTimes;
  /** Frames wait no longer for one that has been silent for so long, ms. */
  readonly silentAfter: number;
  /** The same for a call's first frame, while it starts, and for its first person: nobody sees a picture that stands still then. */
  readonly firstAfter: number;
  /** Its first frame may take it as long as its start may. */
  readonly startsSlowly?: boolean;
  /** Why it is given up that has been silent for longer than its times allow. */
  readonly stalled: FaultReason;
  wire(port: MessagePort): Wire;
  /** It is to be asked for. replace: the one before was lost. */
  want(replace: boolean): void;
};

export type LinkEvents = {
  /** A loop has come. */
  opened(): void;
  /** It is silent for long, or says what nobody can read, or sends a frame that is none: give it up. */
  failed(reason: FaultReason): void;
  /** It says itself that it is no good any more. */
  exhausted(): void;
  /** It has drawn a frame; the receiver owns it. */
  drawn(frame: VideoFrame): void;
  told(event: LoopEvent): void;
};

/** The way to a loop elsewhere, and whose turn it is. */
export type KeeperLink = {
  /** The loop waits for a frame. */
  readonly isWanting: boolean;
  /** The newest frame that was sent, by the camera's time. */
  readonly sentAt: number;
  /** Asks for a loop, unless there is one or one was asked for lately. To be called with each frame. */
  ensure(): void;
  connect(port: MessagePort): void;
  command(command: LoopCommand): void;
  /** Sends a frame, which stays the caller's. Throws for one that cannot be read. */
  send(frame: VideoFrame): Promise<void>;
  /**
   * Waits until the loop wants a frame, or has been silent for too long; true when `wake` was called before. isFirst:
   * no frame has gone out yet.
   */
  turn(isFirst: boolean): Promise<boolean>;
  wake(): void;
  /** Gives the loop up; another is asked for after a while. */
  lose(): void;
  /** The loop has shown somebody, or said why it does not. */
  settled(): void;
  /** The loop works. */
  proved(): void;
  /** Ends it, and waits. */
  dispose(): void;
};

/** A slow loop is given twice the time of its last frame, and no more than this: it would never be seen, ms. */
const MOST_PATIENT_MS = 2000;

export function createKeeperLink(elsewhere: Elsewhere, on: LinkEvents): KeeperLink {
  const lease = createLease(elsewhere.times, () => performance.now());
  let port: MessagePort | undefined;
  let wire: Wire | undefined;
  let isWanting = false;
  let hasDrawn = false;
  /** It has shown somebody, or said why it does not. */
  let isSettled = false;
  /** When the frames under way were sent, and how long the last one took, ms. */
  const sends: number[] = [];
  let took = 0;
  let isOver = false;
  /** When the loop has said something, or was told to. */
  let heardAt = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  const wait = createWait();

  const close = () => {
    wire?.end();
    port?.close();
    port = wire = undefined;
    isWanting = false;
    wait.end();
  };

  /** A silence of the loop is no sign yet that it hangs. */
  const isStarting = () => Boolean(elsewhere.startsSlowly) && !hasDrawn;

  /** From now on the loop is to say something. */
  const listen = () => {
    heardAt = performance.now();
    if (!isStarting()) lease.owe();
  };

  /** How long frames wait for the loop after it has said something, ms. */
  const patience = (isFirst: boolean): number => {
    if (isOver) return 0;
    // Only a call's first frame waits for a loop that starts; one whose code becomes fast as it runs starts until then.
    const isComing = elsewhere.startsSlowly
      ? (port ?? lease.state === 'asked')
      : port && lease.state === 'opening';
    if (isComing && isFirst && !lease.isRenewal) return elsewhere.firstAfter;
    if (!port || lease.state === 'opening') return 0;
    // Until then a cover stands still, which nobody sees; grey would flash in it.
    const isNew = hasDrawn && !isSettled;
    const least = isNew ? elsewhere.firstAfter : elsewhere.silentAfter;
    return Math.max(least, Math.min(2 * took, MOST_PATIENT_MS));
  };

  const receive = (heard: Heard | undefined) => {
    if (heard?.type === 'drawn') {
      hasDrawn = true;
      took = performance.now() - (sends.shift() ?? heardAt);
    }
    if (!isStarting()) lease.held();
    if (!isWanting) listen();
    switch (heard?.type) {
      case 'frame-wanted':
        isWanting = true;
        lease.settle();
        wait.end();
        return;
      case 'part':
        return;
      case 'drawn':
        on.drawn(heard.frame);
        return;
      case 'event':
        on.told(heard.event);
        return;
      case 'lost':
        on.exhausted();
        return;
      case 'broken':
        on.failed('loop-failed');
        return;
      case undefined:
        on.failed('extension-gone');
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
      if (isOver) return;
      const next = lease.use();
      if (next === 'overdue') on.failed(elsewhere.stalled);
      if (next !== 'ask') return;
      heardAt = performance.now();
      elsewhere.want(lease.isRenewal);
    },
    connect: (newPort) => {
      close();
      hasDrawn = isSettled = false;
      took = 0;
      sends.length = 0;
      lease.opening();
      heardAt = performance.now();
      port = natives.pin(newPort, 'port');
      const opened = elsewhere.wire(port);
      wire = opened;
      port.onmessage = ({ data }) => {
        const heard = opened.read(data);
        if (wire === opened) receive(heard);
        else if (heard?.type === 'drawn') heard.frame.close();
      };
      wire.start(elsewhere.camera);
      on.opened();
    },
    command: (command) => wire?.command(command),
    send: async (frame) => {
      sentAt = frame.timestamp;
      sends.push(performance.now());
      await wire?.send(frame);
      isWanting = false;
      listen();
    },
    turn: async (isFirst) => {
      while (!isWanting) {
        const ms = heardAt + patience(isFirst) - performance.now();
        if (ms <= 0) return false;
        if (await wait.begin(ms)) return true;
      }
      return false;
    },
    wake: () => wait.end(true),
    lose: () => {
      lease.lost();
      close();
    },
    settled: () => {
      isSettled = true;
    },
    proved: lease.forgive,
    dispose: () => {
      isOver = true;
      close();
    },
  };
}

/** A wait that ends after so many ms, or when it is told to; it gives what it is told then. */
export function createWait(): {
  begin(ms: number): Promise<boolean>;
  end(isWoken?: boolean): void;
} {
  const { setTimeout, clearTimeout } = natives;
  let end: (isWoken: boolean) => void = () => undefined;

  return {
    begin: async (ms) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const isWoken = await new natives.Promise<boolean>((resolve) => {
        end = resolve;
        timer = setTimeout(() => resolve(false), ms);
      });
      clearTimeout(timer);
      return isWoken;
    },
    end: (isWoken = false) => end(isWoken),
  };
}
