/**
 * The recipe that most guides give for a virtual background, for a row to compare with: MediaPipe's
 * ImageSegmenter with the processor's delegate and its landscape model, a mask drawn into a 2D canvas, on
 * the page's own main thread. What it may show of the room, at its start or failure, is not its concern.
 */
import { FilesetResolver, ImageSegmenter } from '@mediapipe/tasks-vision';
import { MODEL_PATH, WASM_PATH } from './paths';

declare global {
  interface Window {
    /** A track of the camera's pictures with another background. Present where a row asks for it. */
    recipe?: (camera: MediaStreamTrack) => Promise<MediaStreamTrack>;
  }
}

window.recipe = async (camera) => {
  const segmenter = await ImageSegmenter.createFromOptions(
    await FilesetResolver.forVisionTasks(WASM_PATH),
    {
      baseOptions: { modelAssetPath: MODEL_PATH, delegate: 'CPU' },
      runningMode: 'VIDEO',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );
  const { width = 0, height = 0 } = camera.getSettings();
  const [canvas, context] = canvasOf(width, height);
  const backdrop = drawBackdrop(width, height);
  const mask = createMask();

  const process = (frame: VideoFrame): VideoFrame => {
    const timestamp = frame.timestamp;
    context.globalCompositeOperation = 'copy';
    context.drawImage(frame, 0, 0, width, height);
    frame.close();
    const { confidenceMasks } = segmenter.segmentForVideo(canvas, timestamp / 1000);
    const [confidence] = confidenceMasks ?? [];
    if (!confidence) throw new Error('expected a mask');
    const drawn = mask(confidence.getAsFloat32Array(), confidence.width, confidence.height);
    confidence.close();
    context.globalCompositeOperation = 'destination-in';
    context.drawImage(drawn, 0, 0, width, height);
    context.globalCompositeOperation = 'destination-over';
    context.drawImage(backdrop, 0, 0);
    return new VideoFrame(canvas, { timestamp });
  };

  const processor = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const transform = new TransformStream<VideoFrame, VideoFrame>({
    transform: (frame, controller) => controller.enqueue(process(frame)),
  });
  processor.readable
    .pipeThrough(transform)
    .pipeTo(generator.writable)
    .catch((error: unknown) => console.error('the recipe ended', error));
  return generator;
};

function canvasOf(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2D context');
  return [canvas, context] as const;
}

function drawBackdrop(width: number, height: number): ImageBitmap {
  const [canvas, context] = canvasOf(width, height);
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, '#35506b');
  gradient.addColorStop(1, '#c98f5d');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  return canvas.transferToImageBitmap();
}

/** Confidences 0..1 as the alpha of a picture of their size. */
function createMask() {
  let made: { canvas: OffscreenCanvas; put: (values: Float32Array) => void } | undefined;
  const make = (width: number, height: number) => {
    const [canvas, context] = canvasOf(width, height);
    const image = context.createImageData(width, height);
    const put = (values: Float32Array) => {
      for (let i = 0; i < values.length; i++) image.data[4 * i + 3] = 255 * (values[i] as number);
      context.putImageData(image, 0, 0);
    };
    return { canvas, put };
  };
  return (values: Float32Array, width: number, height: number): OffscreenCanvas => {
    made ??= make(width, height);
    made.put(values);
    return made.canvas;
  };
}
