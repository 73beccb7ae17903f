/** Runs the frame loop of a preview: the same as in a call, with a canvas in the place of a track. */
import { readBackdrop, readFilm } from '../extension/backdrop-files';
import { createPictureNames } from '../extension/picture-names';
import type { LoopEvent } from '../loop/commands';
import { createFrameLoop, type FrameLoop } from '../loop/frame-loop';
import { createFrameShare } from '../loop/frame-share';
import { createOwnMasks } from '../loop/own-masks';
import { takeSource } from '../page/transport/frame-port';
import type { CallSettings } from '../shared/call-settings';
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
/** As in a call: another part of a picture is another picture. */
const names = createPictureNames('preview');
/** One after the other: what is told last is the newest. */
let turn = Promise.resolve();

const change = async (settings: CallSettings) => {
  const effect = await names.hide(settings.effect);
  loop?.handle({ type: 'settings-changed', settings: { ...settings, effect } });
};

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
  const shown = names.effectOf(id);
  const send = async (file: Blob | undefined) => {
    const bytes = (await file?.arrayBuffer()) ?? null;
    loop?.handle({ type: 'set-backdrop', id, bytes });
  };
  try {
    const backdrop = shown && (await readBackdrop(shown));
    await send(backdrop?.picture);
    if (shown && backdrop?.moves) await send(await readFilm(shown.id));
  } catch (error) {
    log.warn(`the backdrop ${id} cannot be read`, error);
    await send(undefined);
  }
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
      turn = turn.then(() => change(data.settings));
      return;
    case 'connect-segmenter':
      loop?.handle(data);
  }
};
