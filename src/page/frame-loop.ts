/**
 * The data path: camera frame → model input → mask → composited frame → sink. One frame is worked
 * on at a time, with its own mask; the browser drops and closes those that come meanwhile. A camera
 * frame goes out as it is only while the effect is `none`; whatever goes wrong, a covered one does.
 */
import { createStage } from '../compositor/stage';
import { compileKernels } from '../kernels/compile';
import { ALL_STAGES, type Stages } from '../mask/stages';
import type { Effect } from '../shared/effect';
import type { Tier } from '../shared/tiers';
import { createBackdropFeed } from './backdrop-feed';
import { createCover } from './cover';
import type { Seat } from './frame-share';
import type { LoopCommand, LoopEvent } from './loop-messages';
import { createMaskFeed } from './mask-feed';
import { createMatting, planned } from './matting';
import { createMeter, type Sent } from './meter';
import { createStageTimer } from './stage-timer';
import { createTierController } from './tier-controller';

export type FrameLoop = { handle(command: LoopCommand): void };

/** The sink of a stopped track may keep its close waiting for ever. */
const CLOSE_TIMEOUT_MS = 500;

/** A frame to send, with what became of it. */
export type Result = Pick<Sent, 'state' | 'reason' | 'covered'> & {
  readonly frame: VideoFrame;
  /** Another loop has done the work. */
  readonly isCopy?: boolean;
};

/**
 * Starts the loop; it ends, and ends the sink, when the source does. seat: among the loops of the same
 * camera. stages: what the quality bench leaves out; a call has them all.
 */
export function createFrameLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  seat: Seat,
  stages?: Partial<Stages>,
): FrameLoop {
  const masks = createMaskFeed((replace) => emit({ type: 'segmenter-wanted', replace }));
  const kernels = compileKernels();
  const timer = createStageTimer();
  const matting = createMatting(masks, timer, { ...ALL_STAGES, ...stages }, kernels);
  const tiers = createTierController();
  const backdrops = createBackdropFeed((id) => emit({ type: 'backdrop-wanted', id }));
  const stage = createStage(kernels);
  const cover = createCover();
  const how = kernels ? 'wasm' : 'typescript';
  const meter = createMeter(timer, (status) =>
    emit({
      type: 'reported',
      status: { ...status, kernels: how, ...(stage.name && { compositor: stage.name }) },
    }),
  );
  /** Unknown until the content script has read the settings: covered till then. */
  let effect: Effect | undefined;
  let effectKey = '';

  const covered = async (frame: VideoFrame): Promise<Result> => {
    const compositor = await stage.current();
    const reason = masks.fault ?? stage.fault;
    return {
      frame:
        compositor && effect ? await compositor.cover(frame, backdrops.current) : cover.draw(frame),
      covered: true,
      state: reason ? 'fault' : 'covered',
      ...(reason && { reason }),
    };
  };

  const composited = async (frame: VideoFrame): Promise<Result> => {
    const compositor = await stage.current();
    if (!effect || !compositor) return covered(frame);
    const matte = await matting.matteOf(frame, compositor, tiers.tier);
    if (!matte) return covered(frame);
    const reason = backdrops.fault;
    const composed = await compositor.composite(frame, matte, backdrops.current);
    timer.lap('composite');
    return {
      frame: composed,
      covered: false,
      state: reason ? 'fault' : 'running',
      ...(reason && { reason }),
    };
  };

  /** Owns the frame: closes it, or passes it on while the effect is `none`. */
  const process = (frame: VideoFrame): Promise<Result> | Result => {
    if (effect?.kind === 'none') return { frame, covered: false, state: 'off' };
    // A loop that gets copies must be able to go on alone at any time.
    if (effect) matting.prepare(frame, tiers.tier);
    return seat.process(frame, effectKey, () => work(frame));
  };

  const work = async (frame: VideoFrame): Promise<Result> => {
    try {
      return await composited(frame);
    } catch (error) {
      stage.fail(error);
      const reason = stage.fault ?? 'loop-failed';
      return { frame: cover.draw(frame), covered: true, state: 'fault', reason };
    } finally {
      frame.close();
    }
  };

  const learn = async (tier: Tier, timestamp: number, begun: number) => {
    const at = performance.now();
    const busy = at - begun;
    const matting = timer.spent('read') + timer.spent('infer') + timer.spent('refine');
    const overloaded = tiers.measure({ tier, at, timestamp, busy, matting });
    const drawing = timer.spent('read') + timer.spent('composite');
    if (await stage.measure({ at, busy, drawing, overloaded })) tiers.restart();
  };

  const reader = source.getReader();
  const writer = sink.getWriter();

  const run = async () => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const { timestamp, displayWidth: width, displayHeight: height } = value;
        const begun = performance.now();
        meter.read(timestamp);
        timer.begin();
        const { frame, isCopy, ...result } = await process(value);
        await writer.write(frame).finally(() => frame.close());
        timer.lap('write');
        const { tier, variant } = matting.using ?? planned(tiers.tier, { width, height });
        meter.sent({ timestamp, width, height, tier, variant, ...result });
        const masked = !result.covered && result.state !== 'off' && !isCopy;
        timer.end(masked);
        // A mask that came too late has cost its time, too.
        if (masked || timer.spent('infer') > 0) await learn(tier, timestamp / 1000, begun);
      }
    } finally {
      // Either end may be closed or broken already, by the site or the browser, and one that was
      // stopped before its first frame never answers.
      const closed = Promise.allSettled([reader.cancel(), writer.close()]);
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS))]);
      seat.leave();
      masks.dispose();
      backdrops.dispose();
      stage.dispose();
      meter.end();
    }
  };
  run().catch((error) => console.debug('Veil: the frame loop ended', error));

  return {
    handle: (command) => {
      switch (command.type) {
        case 'stop':
          // The pending read ends with this; a source stopped before its first read stays open.
          reader.cancel().catch((error) => console.debug('Veil: the source had gone', error));
          return;
        case 'set-effect':
          effect = command.effect;
          effectKey = JSON.stringify(effect);
          backdrops.set(effect);
          return;
        case 'set-tier':
          tiers.choose(command.choice);
          return;
        case 'prefer-compositor':
          stage.prefer(command.name);
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
