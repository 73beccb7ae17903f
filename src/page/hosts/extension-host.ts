/**
 * The page's end of a frame loop that the extension runs, for pages that allow no worker: the main
 * thread sends it the camera's frames and shows what comes back. While nothing does, covered frames go
 * out; a camera frame goes out as it is only while the settings show the camera.
 */

import { closeEnds } from '../../loop/close-ends';
import type { LoopEvent } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import { createLoopSettings } from '../../loop/loop-settings';
import type { CallSettings } from '../../shared/call-settings';
import type { FaultReason } from '../../shared/fault';
import { log } from '../../shared/log';
import { createExtensionLink, type LinkEvents } from './extension-link';
import { createExtensionMeter } from './extension-meter';
import { createExtensionOutput } from './extension-output';
import { pumpFrames } from './extension-pump';

/** Starts it; it ends, and ends the sink, when the source does. camera: its name. */
export function createExtensionLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: (event: LoopEvent) => void,
  camera: string,
): FrameLoop {
  const reader = source.getReader();
  const writer = sink.getWriter();
  const settings = createLoopSettings();
  const meter = createExtensionMeter((status) => emit({ type: 'reported', status }));
  const output = createExtensionOutput(writer, settings, meter);

  const stop = () => {
    reader.cancel().catch((error) => log.debug('the source had gone', error));
  };
  const fail = (reason: FaultReason) => {
    output.fault = reason;
    link.lose();
    meter.lost();
  };
  const told: LinkEvents['told'] = (message) => {
    switch (message.type) {
      case 'segmenter-lost':
        fail(meter.told.reason ?? 'segmenter-stalled');
        return;
      case 'backdrop-wanted':
        emit(message);
        return;
      case 'reported':
        meter.tell(message.status);
        if (message.status.state !== 'running') return;
        output.fault = undefined;
        link.proved();
    }
  };
  const link = createExtensionLink({
    wanted: (replace) => emit({ type: 'segmenter-wanted', replace }),
    opened: () => {
      link.post({ type: 'start', camera });
      tell();
    },
    failed: fail,
    drawn: (frame) => {
      output.showDrawn(frame).catch((error) => {
        log.debug('the sink has gone', error);
        stop();
      });
    },
    told,
  });

  /** The extension is told of no settings with which frames would come back as they went. */
  const tell = () => {
    const { current } = settings;
    if (current && !settings.showsCamera)
      link.post({ type: 'settings-changed', settings: current });
  };
  const change = (changed: CallSettings) => {
    if (changed.covered && !settings.current?.covered) output.hideUntil(link.sentAt);
    settings.change(changed);
    link.wake();
    tell();
    if (!settings.showsCamera) link.ensure();
  };

  const run = async () => {
    try {
      await pumpFrames(reader, { settings, link, output, meter });
    } finally {
      await closeEnds(reader, writer);
      link.dispose();
      meter.end();
    }
  };
  run().catch((error) => log.debug('the frame loop ended', error));

  return {
    handle: (command) => {
      switch (command.type) {
        case 'stop':
          link.wake();
          stop();
          return;
        case 'settings-changed':
          change(command.settings);
          return;
        case 'settings-refused':
          settings.refuse();
          link.wake();
          return;
        case 'set-backdrop':
          link.post(command);
          return;
        case 'connect-segmenter':
          link.connect(command.port);
          return;
        case 'fail-segmenter':
          fail(command.reason);
          return;
      }
    },
  };
}
