/**
 * The bench's page: the product's frame loop and segmenter, fed frame by frame. A frame is read
 * only when the one before it was written, so that none is dropped however slow the machine is.
 */

import type { LoopEvent } from '../../src/loop/commands';
import { createFrameLoop, type FrameLoop } from '../../src/loop/frame-loop';
import { createFrameShare, type ShareMember } from '../../src/loop/frame-share';
import type { LoopOptions } from '../../src/loop/loop-parts';
import { createOwnMasks } from '../../src/loop/own-masks';
import { DEFAULT_CALL_SETTINGS } from '../../src/shared/call-settings';
import type { Size } from '../../src/shared/geometry';
import { SEGMENTER_CONNECT, WEIGHTS_PATH } from '../../src/shared/handshake';
import type { LoopStatus } from '../../src/shared/status';
import { framePath, type Job, type JobReport, resultPath } from './protocol';

type LoopMaker = (
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  member: ShareMember,
  options: LoopOptions,
) => FrameLoop;

type Pixels = Uint8Array<ArrayBuffer>;

const makeLoop: LoopMaker = createFrameLoop;

/** Distance of the frames' timestamps, in microseconds. */
const PERIOD_US = 33_333;
/** Between two tries of the first frame while the model loads, ms. */
const WARM_UP_PAUSE_MS = 20;
/** The loop must be running after this time, ms. */
const WARM_UP_LIMIT_MS = 60_000;

let segmenter: { readonly worker: Worker; readonly use: string } | undefined;

/** The segmenter's worker: a new one for frames of another size, as in a new call. */
function segmenterFor({ width, height }: Size): Worker {
  const use = `${width}x${height}`;
  if (segmenter?.use === use) return segmenter.worker;
  dropSegmenter();
  const worker = new Worker(new URL('../../src/segmenter/worker.ts', import.meta.url), {
    type: 'module',
  });
  segmenter = { worker, use };
  return worker;
}

function dropSegmenter(): void {
  segmenter?.worker.terminate();
  segmenter = undefined;
}

const weights = fetch(WEIGHTS_PATH).then((response) => response.arrayBuffer());

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let cached: { readonly sequence: string; readonly frames: Promise<Pixels>[] } | undefined;

/** A frame of the sequence; those fetched before are kept until another sequence comes. */
function getFrame(sequence: string, frame: number): Promise<Pixels> {
  if (cached?.sequence !== sequence) cached = { sequence, frames: [] };
  const { frames } = cached;
  const pixels = frames[frame] ?? fetchFrame(frame);
  frames[frame] = pixels;
  return pixels;
}

async function fetchFrame(frame: number): Promise<Pixels> {
  const response = await fetch(framePath(frame));
  if (!response.ok) throw new Error(`frame ${frame}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function readPixels(frame: VideoFrame): Promise<Pixels> {
  const pixels = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
  await frame.copyTo(pixels, { format: 'RGBA' });
  return pixels;
}

function runJob({ sequence, size, frames, effect, switches, tier }: Job): Promise<JobReport> {
  return new Promise((resolve, reject) => {
    const milliseconds: number[] = [];
    const started = performance.now();
    let status: LoopStatus | undefined;
    /** Number of the frame fed last; -1 while the first one is only tried. */
    let current = -1;
    let tries = 0;
    /** The frames in the loop, by timestamp: it reads the next while one is drawn. */
    const fed = new Map<number, { readonly number: number; readonly at: number }>();
    let coveredBefore = 0;
    let next = getFrame(sequence, 0);
    let posted: Promise<unknown> = Promise.resolve();

    /** The loop is where it is in a call: it has a mask, or needs none. */
    const isWarm = () => status?.state === 'running' || status?.state === 'off';

    const feed = async (controller: ReadableStreamDefaultController<VideoFrame>) => {
      if (current >= 0 || isWarm()) {
        if (current < 0) coveredBefore = status?.coveredFrames ?? 0;
        current++;
      } else if (performance.now() - started > WARM_UP_LIMIT_MS) {
        throw new Error(`the loop does not run: ${status?.reason ?? status?.state}`);
      } else if (tries++ > 0) await sleep(WARM_UP_PAUSE_MS);
      if (current === frames) return controller.close();

      const pixels = await next;
      if (current >= 0 && current + 1 < frames) next = getFrame(sequence, current + 1);
      const timestamp = (tries + current) * PERIOD_US;
      fed.set(timestamp, { number: current, at: performance.now() });
      controller.enqueue(
        new VideoFrame(pixels, {
          format: 'RGBX',
          codedWidth: size.width,
          codedHeight: size.height,
          timestamp,
        }),
      );
    };

    const take = async (frame: VideoFrame) => {
      const { number, at } = fed.get(frame.timestamp) ?? { number: -1, at: 0 };
      fed.delete(frame.timestamp);
      if (number < 0) return;
      milliseconds.push(performance.now() - at);
      const body = await readPixels(frame);
      // One result is under way while the next is made.
      await posted;
      posted = fetch(resultPath(number), { method: 'POST', body });
    };

    const onEvent = (event: LoopEvent) => {
      if (event.type === 'segmenter-wanted') {
        const { port1, port2 } = new MessageChannel();
        if (event.replace) dropSegmenter();
        segmenterFor(size).postMessage(SEGMENTER_CONNECT, [port2]);
        loop.handle({ type: 'connect-segmenter', port: port1 });
      } else if (event.type === 'reported') {
        status = event.status;
        if (status.state !== 'ended') return;
        const covered = status.coveredFrames - coveredBefore;
        posted.then(() => resolve({ milliseconds, covered }), reject);
      }
    };

    // No queues: a frame is made when the loop reads.
    const source = new ReadableStream<VideoFrame>(
      { pull: (controller) => feed(controller).catch((error) => reject(error)) },
      { highWaterMark: 0 },
    );
    const sink = new WritableStream<VideoFrame>({
      write: (frame) => take(frame).catch((error) => reject(error)),
    });
    const options = { switches, ownMasks: createOwnMasks };
    const loop = makeLoop(source, sink, onEvent, createFrameShare().join('bench'), options);
    void weights.then((bytes) => loop.handle({ type: 'set-weights', bytes }));
    const settings = { ...DEFAULT_CALL_SETTINGS, effect, tier: { tier, adapt: false } };
    loop.handle({ type: 'settings-changed', settings });
  });
}

window.runJob = runJob;
