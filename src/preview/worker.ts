/** Runs the frame loop of a preview: the same as in a call, with a canvas in the place of a track. */
import { readBackdrop } from '../extension/backdrop-files';
import type { LoopEvent } from '../loop/commands';
import { createFrameLoop, type FrameLoop } from '../loop/frame-loop';
import { createFrameShare } from '../loop/frame-share';
import { createOwnMasks } from '../loop/own-masks';
import { takeSource } from '../page/transport/frame-port';
import { WEIGHTS_PATH } from '../shared/handshake';
import { log } from '../shared/log';
import { createMaskView } from './mask-view';
import type { FromPreviewWorker, ToPreviewWorker } from './messages';

const scope = self as unknown as {
  postMessage(message: FromPreviewWorker): void;
  onmessage: ((event: MessageEvent<ToPreviewWorker>) => void) | null;
};

let loop: FrameLoop | undefined;
const maskView = createMaskView();

const start = (source: MessagePort, canvas: OffscreenCanvas) => {
  const member = createFrameShare().join('preview');
  const options = { ownMasks: createOwnMasks, onMask: maskView.draw };
  const started = createFrameLoop(takeSource(source), sinkOf(canvas), onEvent, member, options);
  void readWeights().then((bytes) => started.handle({ type: 'set-weights', bytes }));
  return started;
};

const onEvent = (event: LoopEvent) => {
  switch (event.type) {
    case 'segmenter-wanted':
      scope.postMessage({ type: 'segmenter-wanted' });
      return;
    case 'backdrop-wanted':
      void sendBackdrop(event.id);
      return;
    case 'reported':
      scope.postMessage(event);
  }
};

async function sendBackdrop(id: string): Promise<void> {
  const picture = await readBackdrop(id).catch((error) => {
    log.warn(`the backdrop ${id} cannot be read`, error);
    return undefined;
  });
  const bytes = (await picture?.arrayBuffer()) ?? null;
  loop?.handle({ type: 'set-backdrop', id, bytes });
}

/** The file with the network's weights; null when it is not there. */
function readWeights(): Promise<ArrayBuffer | null> {
  return fetch(WEIGHTS_PATH).then(
    (response) => (response.ok ? response.arrayBuffer() : null),
    () => null,
  );
}

/** Frames written to it are shown. */
function sinkOf(canvas: OffscreenCanvas): WritableStream<VideoFrame> {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('expected a canvas to draw on');
  let isShown = false;
  return new WritableStream<VideoFrame>({
    write: (frame) => {
      const { displayWidth: width, displayHeight: height } = frame;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.drawImage(frame, 0, 0);
      if (!isShown) scope.postMessage({ type: 'shown' });
      isShown = true;
    },
  });
}

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'start':
      loop ??= start(data.source, data.canvas);
      return;
    case 'show-mask':
      maskView.show(data.canvas);
      return;
    case 'settings-changed':
    case 'connect-segmenter':
      loop?.handle(data);
  }
};
