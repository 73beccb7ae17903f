/**
 * The data path: camera frame → model input → mask → composited frame → sink. Each frame gets its own
 * mask; while one is drawn the model may be at work on the next, and the browser drops and closes those
 * that come meanwhile. A camera frame goes out as it is only while the effect is `none`; whatever goes
 * wrong, a covered one does.
 */

import { type Stamp, stampOf } from '../compositor/compositor';
import { createSupervisor } from '../compositor/supervisor';
import { compileKernels } from '../kernels/compile';
import { ALL_SWITCHES, type RefineSwitches } from '../mask/refine-switches';
import { natives } from '../natives/natives';
import type { CallSettings } from '../shared/call-settings';
import { log, setLogLevel } from '../shared/log';
import { createMeter } from './adapt/meter';
import { createPhaseTimer } from './adapt/phase-timer';
import { createTierController } from './adapt/tier-controller';
import { createBackdropFeed } from './backdrop-feed';
import type { LoopCommand, LoopEvent } from './commands';
import { type Begun, createJobs } from './frame-job';
import type { Seat } from './frame-share';
import { createLoopSettings } from './loop-settings';
import { createMaskFeed } from './mask-feed';
import { createMatting, planned } from './matting';

export type FrameLoop = { handle(command: LoopCommand): void };

/** A frame under way. */
type Started = Begun & { readonly stamp: Stamp; readonly begunAt: number };

/** The sink of a stopped track may keep its close waiting for ever. */
const CLOSE_TIMEOUT_MS = 500;
/** So long no working camera keeps one waiting. */
const STARVED_MS = 1000;

/**
 * Starts the loop; it ends, and ends the sink, when the source does. seat: among the loops of the same
 * camera. switches: what the quality bench leaves out; a call has them all.
 */
export function createFrameLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  seat: Seat,
  switches?: Partial<RefineSwitches>,
): FrameLoop {
  const masks = createMaskFeed((replace) => emit({ type: 'segmenter-wanted', replace }));
  const kernels = compileKernels();
  const timer = createPhaseTimer();
  const matting = createMatting(masks, { ...ALL_SWITCHES, ...switches }, kernels);
  const tiers = createTierController();
  const backdrops = createBackdropFeed((id) => emit({ type: 'backdrop-wanted', id }));
  const supervisor = createSupervisor(kernels);
  const how = kernels ? 'wasm' : 'typescript';
  const meter = createMeter(timer, (status) =>
    emit({
      type: 'reported',
      status: { ...status, kernels: how, ...(supervisor.name && { compositor: supervisor.name }) },
    }),
  );
  const settings = createLoopSettings();

  const begin = createJobs({
    supervisor,
    masks,
    matting,
    backdrops,
    timer,
    seat,
    tier: () => tiers.tier,
    settings,
  });

  const reader = source.getReader();
  const writer = sink.getWriter();
  let reading: ReturnType<typeof reader.read> | undefined;
  /** A frame that has come while the one before was at work. */
  let waiting: VideoFrame | undefined;
  let sentAt = 0;

  /** Asks for the next frame, which then waits until it is taken. */
  const ask = () => {
    if (reading) return;
    reading = reader.read();
    const hunger = setInterval(() => emit({ type: 'starved' }), STARVED_MS);
    reading
      .then(({ value }) => (waiting = value))
      // A camera that fails is the taker's to find out.
      .catch(() => undefined)
      .finally(() => clearInterval(hunger));
  };

  /** The next frame; undefined when the camera has ended. */
  const take = async (): Promise<VideoFrame | undefined> => {
    ask();
    const { value } = (await reading) ?? {};
    reading = undefined;
    waiting = undefined;
    return value;
  };

  const start = (frame: VideoFrame): Started => {
    const stamp = stampOf(frame);
    const begunAt = performance.now();
    meter.read(stamp.timestamp);
    return { ...begin(frame), stamp, begunAt };
  };

  const finish = async ({ job, laps, stamp, begunAt }: Started) => {
    const { frame, isCopy = false, ...result } = await job.draw();
    laps.resume();
    await writer.write(frame).finally(() => frame.close());
    laps.lap('write');
    const { timestamp, width, height } = stamp;
    const { tier, variant } = matting.using ?? planned(tiers.tier, stamp);
    meter.sent({ timestamp, width, height, tier, variant, isCopy, ...result });
    const masked = !result.covered && result.state !== 'off' && !isCopy;
    laps.end(masked);
    // A mask that came too late has cost its time, too.
    if (masked || laps.spent('infer') > 0) {
      const at = performance.now();
      // While the frame before was drawn, this one cost nothing.
      const busy = at - Math.max(begunAt, sentAt);
      const spent = laps.spent('read') + laps.spent('infer') + laps.spent('refine');
      const matting = Math.min(busy, spent);
      const cost = { tier, at, timestamp: timestamp / 1000, busy, matting };
      const overloaded = tiers.measure(cost);
      const drawing = laps.spent('read') + laps.spent('composite');
      supervisor.measure({ at, busy, drawing, overloaded });
    }
    sentAt = performance.now();
  };

  const run = async () => {
    let now: Started | undefined;
    let next: Started | undefined;
    try {
      for (;;) {
        if (!now) {
          const frame = await take();
          if (!frame) break;
          now = start(frame);
        }
        ask();
        await now.job.matted;
        // A frame that waits already gives the model work while this one is drawn.
        const early = supervisor.isDoubtful ? undefined : waiting && (await take());
        next = early && start(early);
        await next?.job.begun;
        const ready: Started = now;
        [now, next] = [next, undefined];
        await finish(ready);
        if (supervisor.isDoubtful && !now && (await supervisor.reconsider())) tiers.restart();
      }
    } finally {
      // Frames that were begun are drawn: another loop may wait for them.
      for (const left of [now, next]) if (left) (await left.job.draw()).frame.close();
      // Either end may be closed or broken already, by the site or the browser, and one that was
      // stopped before its first frame never answers.
      const closed = natives.Promise.allSettled([reader.cancel(), writer.close()]);
      await natives.Promise.race([
        closed,
        new natives.Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS)),
      ]);
      waiting?.close();
      seat.leave();
      masks.dispose();
      backdrops.dispose();
      supervisor.dispose();
      meter.end();
    }
  };
  run().catch((error) => log.debug('the frame loop ended', error));

  const change = (changed: CallSettings) => {
    setLogLevel(changed.debug);
    // What was found out before says where to begin; a loop at work knows better.
    if (!settings.current && changed.compositor) supervisor.prefer(changed.compositor);
    tiers.choose(changed.tier);
    backdrops.set(changed.effect);
    settings.change(changed);
  };

  return {
    handle: (command) => {
      switch (command.type) {
        case 'stop':
          // The pending read ends with this; a source stopped before its first read stays open.
          reader.cancel().catch((error) => log.debug('the source had gone', error));
          return;
        case 'settings-changed':
          change(command.settings);
          return;
        case 'settings-refused':
          settings.refuse();
          return;
        case 'set-backdrop':
          void backdrops.receive(command.id, command.bytes);
          return;
        case 'connect-segmenter':
          masks.connect(command.port);
          return;
        case 'fail-segmenter':
          masks.fail(command.reason);
          return;
      }
    },
  };
}
