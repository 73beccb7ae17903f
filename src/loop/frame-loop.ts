/**
 * The data path: camera frame → model input → mask → composited frame → sink. Each frame gets its own
 * mask; while one is drawn the model may be at work on the next, and the browser drops and closes those
 * that come meanwhile. A camera frame goes out as it is only while the settings show the camera; whatever
 * goes wrong, a covered one does.
 */

import { type Stamp, stampOf } from '../compositor/compositor';
import type { CallSettings } from '../shared/call-settings';
import { log, setLogLevel } from '../shared/log';
import { closeEnds } from './close-ends';
import type { LoopCommand, LoopEvent } from './commands';
import { type Begun, createJobs } from './frame-job';
import type { ShareMember } from './frame-share';
import { createIntake } from './intake';
import { createLoopParts, type LoopOptions, type LoopParts } from './loop-parts';

export type FrameLoop = { handle(command: LoopCommand): void };

/** A frame under way. */
type Started = Begun & { readonly stamp: Stamp };

/**
 * Starts the loop; it ends, and ends the sink, when the source does. member: among the loops of the same
 * camera.
 */
export function createFrameLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  member: ShareMember,
  options?: LoopOptions,
): FrameLoop {
  const parts = createLoopParts(emit, options);
  const { adapt, meter, masks, matting, glance } = parts;
  const begin = createJobs(parts, member);
  const intake = createIntake(source, (waited) => emit({ type: 'starved', waited }));
  const writer = sink.getWriter();
  /** Somebody has been shown before a backdrop. */
  let isSeen = false;

  const start = (frame: VideoFrame): Started => {
    const stamp = stampOf(frame);
    meter.read(stamp.timestamp);
    return { ...begin(frame), stamp };
  };

  const finish = async ({ job, laps, stamp }: Started) => {
    const { frame, ...result } = await job.draw();
    glance.look(frame);
    laps.resume();
    await writer.write(frame).finally(() => frame.close());
    laps.lap('write');
    const { timestamp, width, height } = stamp;
    meter.sent({ timestamp, width, height, ...result });
    const isMasked = !result.covered && result.state !== 'off' && !result.isCopy;
    adapt.learn({ ...laps.end(isMasked), tier: result.tier, timestamp, isMasked });
    isSeen ||= isMasked;
    if (isMasked && matting.mask) options?.onMask?.(matting.mask);
  };

  const run = async () => {
    let now: Started | undefined;
    let next: Started | undefined;
    try {
      for (;;) {
        if (!now) {
          const frame = await intake.take();
          if (!frame) break;
          now = start(frame);
        }
        intake.ask();
        await now.job.matted;
        // A frame that waits already gives the model work while this one is drawn.
        const mayOverlap = masks.isElsewhere && !adapt.isDoubtful;
        const early = mayOverlap ? intake.takeWaiting() : undefined;
        next = early && start(early);
        await next?.job.begun;
        const ready: Started = now;
        [now, next] = [next, undefined];
        await finish(ready);
        // Not before somebody is seen, who would freeze then.
        if (isSeen && adapt.isDoubtful && !now) await adapt.reconsider();
      }
    } finally {
      // Frames that were begun are drawn: another loop may wait for them.
      for (const begun of [now, next]) if (begun) (await begun.job.draw()).frame.close();
      await closeEnds(intake, writer);
      intake.dispose();
      member.leave();
      parts.dispose();
    }
  };
  run().catch((error) => log.debug('the frame loop ended', error));

  const stop = () => {
    // The pending read ends with this; a source stopped before its first read stays open.
    intake.cancel().catch((error) => log.debug('the source had gone', error));
  };
  return { handle: (command) => handle(command, parts, { stop, replace: intake.replace }) };
}

type SourceControl = {
  stop(): void;
  replace(source: ReadableStream<VideoFrame>): void;
};

function handle(command: LoopCommand, parts: LoopParts, source: SourceControl): void {
  const { settings, masks, backdrops } = parts;
  switch (command.type) {
    case 'stop':
      source.stop();
      return;
    case 'replace-source':
      source.replace(command.source);
      return;
    case 'settings-changed':
      change(command.settings, parts);
      return;
    case 'settings-refused':
      settings.refuse();
      return;
    case 'set-backdrop':
      void backdrops.receive(command.id, command.bytes);
      return;
    case 'send-picture':
      parts.glance.want(command.isFirst);
      return;
    case 'set-weights':
      masks.takeWeights(command.bytes);
      return;
    case 'connect-segmenter':
      masks.connect(command.port);
      return;
    case 'fail-segmenter':
      masks.fail(command.reason);
      return;
  }
}

function change(
  changed: CallSettings,
  { settings, supervisor, adapt, backdrops }: LoopParts,
): void {
  setLogLevel(changed.debug);
  // What was found out before says where to begin; a loop at work knows better.
  if (!settings.current && changed.compositor) supervisor.prefer(changed.compositor);
  adapt.choose(changed.tier);
  backdrops.set(changed.effect);
  settings.change(changed);
}
