/**
 * The page's end of a frame loop that the extension runs, for pages that allow no worker: the main
 * thread sends it the camera's frames and shows what comes back. While nothing does, covered frames go
 * out; a camera frame goes out as it is only while the settings show the camera.
 */

import { type Stamp, stampOf } from '../../compositor/compositor';
import { createMeter, NOTHING } from '../../loop/adapt/meter';
import type { LoopCommand, LoopEvent } from '../../loop/commands';
import { createCover } from '../../loop/cover';
import type { FrameLoop } from '../../loop/frame-loop';
import { type PageToExtension, parseExtensionToPage } from '../../loop/wire/extension-messages';
import { createPacker, createUnpacker } from '../../loop/wire/packed-frame';
import { natives } from '../../natives/natives';
import { type CallSettings, showsCamera } from '../../shared/call-settings';
import type { FaultReason } from '../../shared/fault';
import { log } from '../../shared/log';
import { type LoopStatus, NO_PHASES } from '../../shared/status';

/** Frames go out covered when the loop has been silent for so long: more than it waits for a mask. */
const SILENT_AFTER_MS = 800;
/** After this silence it counts as lost. */
const LOST_AFTER_MS = 4000;
/** Starting it on a cold, busy machine takes its time. */
const START_DEADLINE_MS = 20_000;
/** A lost one is asked for again after this time, doubled at each failure in a row. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;
/** The sink of a stopped track may keep its close waiting for ever. */
const CLOSE_TIMEOUT_MS = 500;

/** Starts it; it ends, and ends the sink, when the source does. camera: its name. */
export function createRemoteLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  camera: string,
): FrameLoop {
  const { setTimeout, clearTimeout } = natives;
  const reader = source.getReader();
  const writer = sink.getWriter();
  const cover = createCover();
  /** What the loop has said last. */
  let remote: LoopStatus | undefined;
  /** Covered frames of loops that were lost. */
  let coveredBefore = 0;
  let fault: FaultReason | undefined;
  const meter = createMeter({ report: () => remote?.phases ?? NO_PHASES }, (status) =>
    emit({
      type: 'reported',
      status: {
        ...status,
        copies: remote?.copies ?? 0,
        coveredFrames: status.coveredFrames + coveredBefore + (remote?.coveredFrames ?? 0),
        kernels: remote?.kernels ?? 'wasm',
        ...(remote?.compositor && { compositor: remote.compositor }),
      },
    }),
  );

  /** Unknown until the content script has read them, and when they were refused: covered. */
  let settings: CallSettings | undefined;
  /** Frames of the camera up to this time were sent when they were still to be seen. */
  let coveredFrom = Number.NEGATIVE_INFINITY;
  let packedAt = Number.NEGATIVE_INFINITY;
  let port: MessagePort | undefined;
  /** The loop waits for a frame. */
  let isWanted = false;
  /** When it has said something, or was asked for. */
  let heardAt = 0;
  /** When one that failed may be asked for again. */
  let due = 0;
  /** It has not said anything yet. */
  let isOpening = false;
  let failures = 0;
  let turned: (() => void) | undefined;
  let lastTimestamp = Number.NEGATIVE_INFINITY;

  const isShown = () => settings !== undefined && showsCamera(settings);

  const post = (message: PageToExtension, transfer: Transferable[] = []) =>
    port?.postMessage(message, transfer);
  const pack = createPacker(post);

  const close = () => {
    post({ type: 'end' });
    port?.close();
    port = undefined;
    isWanted = false;
    isOpening = false;
    coveredBefore += remote?.coveredFrames ?? 0;
    if (remote) remote = { ...remote, state: 'covered', coveredFrames: 0 };
    turned?.();
  };

  const fail = (reason: FaultReason) => {
    fault = reason;
    due = performance.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++);
    close();
  };

  /** Asks for a loop, unless there is one or one was asked for lately. */
  const ensure = () => {
    const now = performance.now();
    const deadline = isOpening ? START_DEADLINE_MS : LOST_AFTER_MS;
    if (port && !isWanted && now - heardAt > deadline) fail('segmenter-stalled');
    if (port || now < due) return;
    emit({ type: 'segmenter-wanted', replace: failures > 0 });
  };

  const connect = (newPort: MessagePort) => {
    close();
    port = natives.pin(newPort, 'port');
    port.onmessage = ({ data }) => receive(data, newPort);
    isOpening = true;
    heardAt = performance.now();
    post({ type: 'start', camera });
    if (settings && !isShown()) post({ type: 'settings-changed', settings });
  };

  const unpacker = createUnpacker();
  const receive = (data: unknown, from: MessagePort) => {
    const message = parseExtensionToPage(data);
    if (from !== port) return;
    heardAt = performance.now();
    isOpening = false;
    switch (message?.type) {
      case undefined:
        // An extension of another version.
        fail('extension-gone');
        return;
      case 'frame-wanted':
        isWanted = true;
        turned?.();
        return;
      case 'pixels':
        unpacker.add(message.bytes);
        return;
      case 'frame': {
        const frame = unpacker.take(message.head);
        show(frame).catch(stop);
        return;
      }
      case 'segmenter-lost':
        fail(remote?.reason ?? 'segmenter-stalled');
        return;
      case 'backdrop-wanted':
        emit(message);
        return;
      case 'reported':
        remote = message.status;
        if (remote.state !== 'running') return;
        fault = undefined;
        failures = 0;
    }
  };

  /** Shows what the loop has made, unless it comes too late. Owns the frame. */
  const show = async (frame: VideoFrame) => {
    if (frame.timestamp <= lastTimestamp || isShown()) {
      frame.close();
      return;
    }
    if (!settings || (settings.covered && frame.timestamp <= coveredFrom)) {
      const stamp = stampOf(frame);
      frame.close();
      await writeCover(stamp);
      return;
    }
    const { state = 'covered', reason } = remote ?? {};
    const why = settings.covered ? undefined : (reason ?? fault);
    const isCovered = state === 'covered' && why;
    await write(frame, { state: isCovered ? 'fault' : state, ...(why && { reason: why }) }, false);
  };

  /** Owns the frame. */
  const write = async (
    frame: VideoFrame,
    how: Pick<LoopStatus, 'state' | 'reason'>,
    covered: boolean,
  ) => {
    const { width, height, timestamp } = stampOf(frame);
    lastTimestamp = timestamp;
    await writer.write(frame).finally(() => frame.close());
    const { tier, variant } = remote ?? NOTHING;
    meter.sent({ timestamp, width, height, tier, variant, covered, isCopy: false, ...how });
  };

  const writeCover = (stamp: Stamp) => {
    const why = settings?.covered ? undefined : fault;
    const state = why ? 'fault' : 'covered';
    return write(cover.draw(stamp), { state, ...(why && { reason: why }) }, true);
  };

  /** Waits until the loop wants a frame, or has been silent for too long. */
  const turn = async () => {
    if (isWanted || !port || !settings || isShown()) return;
    // Only a call's first frame waits for a loop that starts.
    if (isOpening && failures > 0) return;
    const left = heardAt + SILENT_AFTER_MS - performance.now();
    if (left <= 0) return;
    await new natives.Promise<void>((resolve) => {
      const late = setTimeout(resolve, left);
      turned = () => {
        clearTimeout(late);
        resolve();
      };
    });
    turned = undefined;
  };

  /** Owns the frame. */
  const pass = async (frame: VideoFrame) => {
    const stamp = stampOf(frame);
    meter.read(stamp.timestamp);
    if (isShown()) return write(frame, { state: 'off' }, false);
    try {
      if (settings) ensure();
      await turn();
      if (settings && isWanted) {
        packedAt = stamp.timestamp;
        await pack(frame);
        isWanted = false;
        heardAt = performance.now();
        return;
      }
    } catch (error) {
      fault = 'loop-failed';
      log.warn('the frame could not be read', error);
    } finally {
      frame.close();
    }
    await writeCover(stamp);
  };

  const stop = (error: unknown) => {
    log.debug('the sink has gone', error);
    return reader.cancel().catch(() => undefined);
  };

  const run = async () => {
    try {
      for (;;) {
        await turn();
        const { value: frame } = await reader.read();
        if (!frame) break;
        await pass(frame);
      }
    } finally {
      // Either end may be closed or broken already, by the site or the browser, and one that was
      // stopped before its first frame never answers.
      const closed = natives.Promise.allSettled([reader.cancel(), writer.close()]);
      const late = new natives.Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS));
      await natives.Promise.race([closed, late]);
      close();
      meter.end();
    }
  };
  run().catch((error) => log.debug('the frame loop ended', error));

  const handle = (command: LoopCommand) => {
    switch (command.type) {
      case 'stop':
        turned?.();
        reader.cancel().catch((error) => log.debug('the source had gone', error));
        return;
      case 'settings-changed':
        if (!settings) fault = undefined;
        if (command.settings.covered && !settings?.covered) coveredFrom = packedAt;
        settings = command.settings;
        turned?.();
        if (isShown()) return;
        post(command);
        ensure();
        return;
      case 'settings-refused':
        settings = undefined;
        fault = 'extension-gone';
        turned?.();
        return;
      case 'set-backdrop':
        post(command);
        return;
      case 'connect-segmenter':
        connect(command.port);
        return;
      case 'fail-segmenter':
        fail(command.reason);
        return;
    }
  };
  return { handle };
}
