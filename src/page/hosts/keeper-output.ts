import { type Stamp, stampOf } from '../../compositor/compositor';
import { BLACK, createCover } from '../../loop/cover';
import type { Glance } from '../../loop/glance';
import type { LoopSettings } from '../../loop/loop-settings';
import type { FaultReason } from '../../shared/fault';
import type { LoopStatus } from '../../shared/status';
import type { KeeperMeter } from './keeper-meter';

/** What goes out of a track whose loop works elsewhere. It owns the frames that it is given. */
export type KeeperOutput = {
  /** Nothing has gone out yet. */
  readonly isFirst: boolean;
  /** Writes the camera's own frame. */
  show(frame: VideoFrame): Promise<void>;
  /** Writes what the loop has drawn, unless it comes too late or is no longer wanted. */
  showDrawn(frame: VideoFrame): Promise<void>;
  /** Writes a grey frame in the place of one of that stamp. */
  cover(stamp: Stamp): Promise<void>;
  /** Writes a black frame in the place of one of that stamp: the site has disabled the track. */
  black(stamp: Stamp): Promise<void>;
  /** Frames up to that time of the camera were drawn when the person was still to be seen. */
  hideUntil(timestamp: number): void;
  /** Covers what went out last, if anything has: nobody waits for the next frame of the camera, or of the loop. */
  coverNow(): Promise<void>;
  /** Why nothing comes from the loop. */
  fault: FaultReason | undefined;
};

/** An encoder drops a frame of the same millisecond as the one before; the camera's next one comes later, microseconds. */
const NEXT_US = 1000;

type How = Pick<LoopStatus, 'state' | 'reason'>;

export function createKeeperOutput(
  writer: WritableStreamDefaultWriter<VideoFrame>,
  settings: LoopSettings,
  meter: KeeperMeter,
  glance: Glance,
): KeeperOutput {
  const grey = createCover();
  const black = createCover(BLACK);
  let written: Stamp | undefined;
  const writtenAt = () => written?.timestamp ?? Number.NEGATIVE_INFINITY;
  let hiddenUntil = Number.NEGATIVE_INFINITY;

  const write = async (frame: VideoFrame, how: How, covered: boolean) => {
    written = stampOf(frame);
    const { width, height, timestamp } = written;
    glance.look(frame);
    await writer.write(frame).finally(() => frame.close());
    meter.sent({ timestamp, width, height, covered, ...how });
  };

  /** How a frame goes out, if nobody is to be seen in it or the loop has told its state. */
  const howOf = (state: How['state'], told?: FaultReason): How => {
    // Nothing is wrong with a cover that the user wants.
    const reason = settings.current?.covered ? undefined : (settings.fault ?? told ?? output.fault);
    return { state: state === 'covered' && reason ? 'fault' : state, ...(reason && { reason }) };
  };

  const output: KeeperOutput = {
    get isFirst() {
      return written === undefined;
    },
    fault: undefined,
    show: (frame) => write(frame, { state: 'off' }, false),
    showDrawn: async (frame) => {
      const stamp = stampOf(frame);
      const { current } = settings;
      const isHidden = !current || (current.covered && stamp.timestamp <= hiddenUntil);
      if (stamp.timestamp <= writtenAt() || settings.showsCamera) frame.close();
      else if (isHidden) {
        frame.close();
        await output.cover(stamp);
      } else await write(frame, howOf(meter.told.state, meter.told.reason), false);
    },
    cover: (stamp) => write(grey.draw(stamp), howOf('covered'), true),
    black: (stamp) => write(black.draw(stamp), { state: 'muted' }, false),
    hideUntil: (timestamp) => {
      hiddenUntil = timestamp;
    },
    coverNow: async () => {
      if (written) await output.cover({ ...written, timestamp: written.timestamp + NEXT_US });
    },
  };
  return output;
}
