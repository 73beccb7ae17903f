import { stampOf } from '../../compositor/compositor';
import type { Intake } from '../../loop/intake';
import type { LoopSettings } from '../../loop/loop-settings';
import { log } from '../../shared/log';
import type { KeeperLink } from './keeper-link';
import type { KeeperMeter } from './keeper-meter';
import type { KeeperMute } from './keeper-mute';
import type { KeeperOutput } from './keeper-output';

type Parts = {
  readonly settings: LoopSettings;
  readonly link: KeeperLink;
  readonly output: KeeperOutput;
  readonly meter: KeeperMeter;
  readonly mute: KeeperMute;
};

/**
 * Takes a camera's frames, one at a time, to the loop elsewhere, or out when there is none to be
 * had. Ends with the camera; rejects when it or the sink is broken.
 */
export async function pumpFrames(
  intake: Intake,
  { settings, link, output, meter, mute }: Parts,
): Promise<void> {
  /** Waits until a frame is to be sent, or to go out without having been. */
  const turn = async () => {
    const waits = () => settings.current && !settings.showsCamera && !mute.isOn;
    while (waits() && (await link.turn(output.isFirst)));
  };

  /** Sends a frame when its turn comes; false when it is not to be sent, or cannot be read. */
  const send = async (frame: VideoFrame) => {
    if (settings.current) link.ensure();
    await turn();
    if (!settings.current || !link.isWanting) return false;
    try {
      await link.send(frame);
      return true;
    } catch (error) {
      output.fault = 'loop-failed';
      log.warn('the frame could not be read', error);
      return false;
    }
  };

  for (;;) {
    await turn();
    const frame = await intake.take();
    if (!frame) return;
    const stamp = stampOf(frame);
    meter.read(stamp.timestamp);
    if (await mute.blackens(frame)) {
      frame.close();
      await output.black(stamp);
    } else if (settings.showsCamera) await output.show(frame);
    else if (!(await send(frame).finally(() => frame.close()))) await output.cover(stamp);
  }
}
