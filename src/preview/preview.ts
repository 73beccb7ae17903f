import { lendSource } from '../page/transport/frame-port';
import { openVideoSource } from '../page/transport/video-source';
import type { CallSettings } from '../shared/call-settings';
import { SEGMENTER_CONNECT } from '../shared/handshake';
import type { LoopStatus } from '../shared/status';
import type { FromPreviewWorker, ToPreviewWorker } from './messages';

/** A camera's picture, processed as in a call, on a canvas. */
export type Preview = {
  change(settings: CallSettings): void;
  /** Draws its masks on a fresh canvas, which the worker takes over, until it is told another or none. */
  showMask(canvas: HTMLCanvasElement | undefined): void;
  /** Ends it at once; the camera is the caller's to stop. */
  stop(): void;
};

export type PreviewEvents = {
  /** The first picture is there. */
  readonly shown: () => void;
  readonly reported: (status: LoopStatus) => void;
};

/**
 * Starts the loop in a worker of the extension's own. canvas: a fresh one, which the worker takes over.
 */
export function startPreview(
  camera: MediaStreamTrack,
  canvas: HTMLCanvasElement,
  events: PreviewEvents,
): Preview {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ToPreviewWorker, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  /** Where the network cannot run in the loop itself; hardly any machine. */
  let segmenter: Worker | undefined;

  const connectSegmenter = () => {
    segmenter?.terminate();
    segmenter = new Worker(new URL('../segmenter/worker.ts', import.meta.url), { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    segmenter.postMessage(SEGMENTER_CONNECT, [port2]);
    post({ type: 'connect-segmenter', port: port1 }, [port1]);
  };
  worker.onmessage = ({ data }: MessageEvent<FromPreviewWorker>) => {
    switch (data.type) {
      case 'shown':
        events.shown();
        return;
      case 'segmenter-wanted':
        connectSegmenter();
        return;
      case 'reported':
        events.reported(data.status);
    }
  };

  const source = lendSource(openVideoSource(camera));
  const drawn = canvas.transferControlToOffscreen();
  post({ type: 'start', source, canvas: drawn }, [source, drawn]);
  return {
    change: (settings) => post({ type: 'settings-changed', settings }),
    showMask: (canvas) => {
      const drawn = canvas?.transferControlToOffscreen() ?? null;
      post({ type: 'show-mask', canvas: drawn }, drawn ? [drawn] : []);
    },
    stop: () => {
      worker.terminate();
      segmenter?.terminate();
    },
  };
}
