/**
 * Keeps both ends of a track, and gives the camera's frames to a loop elsewhere, which draws them. What goes
 * out is decided here: while nothing comes back, covered frames do; a camera frame goes out as it is only
 * while the settings show the camera. A loop that hangs or ends is replaced, and the track goes on.
 */

import { closeEnds } from '../../loop/close-ends';
import type { LoopEvent } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import { createGlance } from '../../loop/glance';
import { createIntake } from '../../loop/intake';
import { createLoopSettings } from '../../loop/loop-settings';
import type { CallSettings } from '../../shared/call-settings';
import type { FaultReason } from '../../shared/fault';
import { log } from '../../shared/log';
import { createKeeperLink, createWait, type Elsewhere } from './keeper-link';
import { createKeeperMeter } from './keeper-meter';
import { createKeeperMute } from './keeper-mute';
import { createKeeperOutput } from './keeper-output';
import { pumpFrames } from './keeper-pump';

export type Keeper = FrameLoop & {
  /** A loop has come that was asked for. */
  connect(port: MessagePort): void;
  /** None comes, or the one that came is no good. */
  fail(reason: FaultReason): void;
};

type Options = Elsewhere & {
  /** The camera's name. */
  readonly camera: string;
  /** A loop has come, and knows nothing yet but its camera. */
  readonly opened?: () => void;
};

/** Starts it; it ends, and ends the sink, when the source does. */
export function createKeeper(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  options: Options,
): Keeper {
  const intake = createIntake(source, (waited) => emit({ type: 'starved', waited }));
  const writer = sink.getWriter();
  const settings = createLoopSettings();
  const meter = createKeeperMeter((status) => emit({ type: 'reported', status }));
  const mute = createKeeperMute();
  // Of what goes out here: a loop knows nothing of the frames that cover it.
  const glance = createGlance((picture) => emit({ type: 'picture-taken', picture }));
  const output = createKeeperOutput(writer, settings, meter, glance);

  const stop = () => {
    intake.cancel().catch((error) => log.debug('the source had gone', error));
  };
  const onSinkGone = (error: unknown) => {
    log.debug('the sink has gone', error);
    stop();
  };
  const fail = (reason: FaultReason) => {
    output.fault = reason;
    link.lose();
    meter.lost();
  };
  /** What the loop tells; it has no camera of its own that could starve. */
  const told = (event: LoopEvent) => {
    if (event.type !== 'reported') {
      if (event.type !== 'starved') emit(event);
      return;
    }
    meter.tell(event.status);
    if (event.status.state !== 'covered') link.settled();
    if (event.status.state !== 'running') return;
    output.fault = undefined;
    link.proved();
  };
  const link = createKeeperLink(options, {
    opened: () => {
      options.opened?.();
      tell();
    },
    failed: fail,
    exhausted: () => fail(meter.told.reason ?? options.stalled),
    drawn: (frame) => {
      output.showDrawn(frame).catch(onSinkGone);
    },
    told,
  });

  const tell = () => {
    const { current } = settings;
    if (current) link.command({ type: 'settings-changed', settings: current });
  };
  const hide = () => {
    output.hideUntil(link.sentAt);
    // What the site has disabled is black.
    if (!mute.isOn) output.coverNow().catch(onSinkGone);
  };
  const change = (changed: CallSettings) => {
    const covers = changed.covered && !settings.current?.covered;
    settings.change(changed);
    if (covers) hide();
    link.wake();
    tell();
    if (!settings.showsCamera) link.ensure();
  };

  /** The settings are on their way when a call begins: its first frame waits for them. */
  const awaited = createWait();
  let isOver = false;
  const isKnown = () => isOver || settings.current !== undefined || settings.fault !== undefined;

  const run = async () => {
    try {
      if (options.startsSlowly && !isKnown()) await awaited.begin(options.firstAfter);
      await pumpFrames(intake, { settings, link, output, meter, mute });
    } finally {
      await closeEnds(intake, writer);
      intake.dispose();
      link.dispose();
      meter.end();
    }
  };
  run().catch((error) => log.debug('the frame loop ended', error));

  return {
    handle: (command) => {
      switch (command.type) {
        case 'stop':
          isOver = true;
          awaited.end();
          link.dispose();
          stop();
          return;
        case 'replace-source':
          intake.replace(command.source);
          return;
        case 'mute':
          mute.change(command.isOn);
          link.wake();
          return;
        case 'settings-changed':
          change(command.settings);
          awaited.end();
          return;
        case 'send-picture':
          glance.want(command.isFirst);
          return;
        case 'settings-refused':
          settings.refuse();
          awaited.end();
          link.wake();
          return;
        default:
          link.command(command);
      }
    },
    connect: link.connect,
    fail,
  };
}
