import { encodePart } from '../extension/encode-picture';
import {
  FILM_CODEC,
  FILM_COLORS,
  FILM_RATE,
  FILM_SIZE,
  type FilmChunk,
  LONGEST_FILM,
  packFilm,
} from '../shared/film';
import { fillRect, inPixels, type Size } from '../shared/geometry';
import { writeI420 } from './write-i420';

/** What is drawn of a source, one frame after the other. */
export type FilmEncoder = {
  /** Takes what the source shows at this time, in microseconds; drawn before it returns. Settles when there is room. */
  add(picture: VideoFrame | HTMLVideoElement, timestamp: number): Promise<void>;
  /** The encoder is behind. */
  readonly isFull: boolean;
  /** duration: in microseconds, or undefined where the source does not say. Rejects when nothing was added. */
  finish(duration: number | undefined): Promise<EncodedFilm>;
  dispose(): void;
};

/** picture: its first frame, as it is kept of a photograph. */
export type EncodedFilm = { readonly film: Blob; readonly picture: Blob };

/** Of bits: a minute takes 15 MB, and so does a shorter film, up to where more is not seen. */
const MOST_BITS = 120_000_000;
const BITRATES = { least: 2_000_000, most: 8_000_000 } as const;
/** Frames that wait to be encoded. */
const MOST_WAITING = 4;

/**
 * Makes one for pictures of that size: their middle, in the shape of a call, never enlarged. seconds: how long it is
 * going to be, as far as that is known.
 */
export async function createFilmEncoder(source: Size, seconds: number): Promise<FilmEncoder> {
  const part = inPixels(fillRect(source, FILM_SIZE), source);
  const scale = Math.min(1, FILM_SIZE.width / part.width);
  // Chroma has half as many.
  const even = (length: number) => Math.max(2, 2 * Math.round((scale * length) / 2));
  const size = { width: even(part.width), height: even(part.height) };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('expected a 2d context');
  const planes = new Uint8Array((size.width * size.height * 3) / 2);
  const chunks: FilmChunk[] = [];
  let failure: unknown;
  let still: Promise<Blob> | undefined;
  let first: number | undefined;
  let last = -1;
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      const isKey = chunk.type === 'key';
      const isExtra = !isKey && metadata?.svc?.temporalLayerId === 1;
      chunks.push({ timestamp: chunk.timestamp, isKey, ...(isExtra && { isExtra }), bytes });
    },
    error: (error) => {
      failure = error;
    },
  });
  encoder.configure(
    await inLayers({
      codec: FILM_CODEC,
      ...size,
      bitrate: Math.min(BITRATES.most, Math.max(BITRATES.least, MOST_BITS / seconds)),
      framerate: FILM_RATE,
      latencyMode: 'realtime',
    }),
  );
  const room = () =>
    new Promise<void>((resolve) => {
      encoder.addEventListener('dequeue', () => resolve(), { once: true });
    });

  return {
    get isFull() {
      return encoder.encodeQueueSize > MOST_WAITING;
    },
    add: async (picture, timestamp) => {
      first ??= timestamp;
      const at = Math.round(timestamp - first);
      // A source of more frames keeps those that begin another 24th of a second.
      const slot = (time: number) => Math.floor((time * FILM_RATE) / 1e6 + 0.05);
      if (last >= 0 && slot(at) <= slot(last)) return;
      last = at;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, size.width, size.height);
      const { x, y, width, height } = part;
      context.drawImage(picture, x, y, width, height, 0, 0, size.width, size.height);
      still ??= stillOf(canvas);
      writeI420(context.getImageData(0, 0, size.width, size.height).data, size, planes);
      const frame = new VideoFrame(planes, {
        format: 'I420',
        codedWidth: size.width,
        codedHeight: size.height,
        timestamp: at,
        colorSpace: FILM_COLORS,
      });
      encoder.encode(frame, { keyFrame: at === 0 });
      frame.close();
      while (encoder.encodeQueueSize > MOST_WAITING && !failure) await room();
      if (failure) throw failure;
    },
    finish: async (duration) => {
      await encoder.flush();
      if (failure) throw failure;
      if (!still) throw new Error('expected a frame');
      const mean = chunks.length > 1 ? last / (chunks.length - 1) : 1e6 / FILM_RATE;
      // A file may say anything, or nothing: the last frame is shown for as long as the others, or a second at most.
      const end = last + Math.max(1, Math.round(mean));
      const told = duration !== undefined && duration > last && duration <= last + 1e6;
      const length = Math.min(told ? Math.round(duration) : end, 1e6 * LONGEST_FILM + 1e6);
      return {
        film: new Blob(packFilm({ ...size, duration: length, chunks })),
        picture: await still,
      };
    },
    dispose: () => {
      if (encoder.state !== 'closed') encoder.close();
    },
  };
}

/** Has no frame made of every second one, where the browser can: a call with little time leaves those out. */
async function inLayers(config: VideoEncoderConfig): Promise<VideoEncoderConfig> {
  const layered = { ...config, scalabilityMode: 'L1T2' };
  const { supported } = await VideoEncoder.isConfigSupported(layered);
  return supported ? layered : config;
}

async function stillOf(canvas: OffscreenCanvas): Promise<Blob> {
  const bitmap = await createImageBitmap(canvas);
  try {
    return await encodePart(bitmap, { x: 0, y: 0, ...sizeOf(bitmap) }, sizeOf(bitmap));
  } finally {
    bitmap.close();
  }
}

const sizeOf = ({ width, height }: ImageBitmap): Size => ({ width, height });
