/** Draws one call frame after the other before a picture and before a film, in turns. */
import { createFilmEncoder } from '../../src/backdrops/film-encoder';
import type { Backdrop, Compositor } from '../../src/compositor/compositor';
import { createPlaneCompositor } from '../../src/compositor/planes/plane-compositor';
import { compileKernels } from '../../src/kernels/compile';
import { createFilmPlayer } from '../../src/loop/film-player';
import type { Matte } from '../../src/mask/matte';
import { FILM_COLORS, FILM_SIZE, parseFilm } from '../../src/shared/film';
import { median } from '../../src/shared/quantile';

/** Milliseconds: of a call's frame before a picture and before a film, and of decoding a frame of that. */
export type FilmTimes = {
  readonly picture: readonly [median: number, mean: number];
  readonly film: readonly [median: number, mean: number];
  /** Of a film whose frames that may be left out are. */
  readonly spared: readonly [median: number, mean: number];
  readonly decode: number;
  /** The same, where frames that may be left out are; their share of all; whether the others are the same pictures then. */
  readonly sparing: { readonly decode: number; readonly left: number; readonly isSame: boolean };
};

declare global {
  interface Window {
    timeFilm(): Promise<FilmTimes>;
  }
}

const FRAMES = 48;
const ROUNDS = 120;
/** How often the film is decoded, and how long each takes to play, microseconds. */
const DECODINGS = 4;
const ROUND_US = 2e6;
/** Of a call of 30 frames a second. */
const PERIOD_MS = 1000 / 30;

/** Half person, half background, with an edge between. */
const MATTE: Matte = {
  size: { width: 4, height: 1 },
  region: { x: 0, y: 0, width: 1, height: 1 },
  coefficients: Float32Array.from({ length: 16 }, (_, i) => (i === 3 || i === 7 ? 1 : 0)),
};

window.timeFilm = async () => {
  const bytes = await makeWaves();
  const film = parseFilm(bytes);
  if (!film) throw new Error('expected a film');
  const kernels = compileKernels();
  // One each: a picture is drawn once, and then kept.
  const still = createPlaneCompositor(kernels);
  const moving = createPlaneCompositor(kernels);
  const sparing = createPlaneCompositor(kernels);
  const canvas = new OffscreenCanvas(FILM_SIZE.width, FILM_SIZE.height);
  // Without one it has no pixels.
  canvas.getContext('2d');
  const picture = await createImageBitmap(canvas);
  const player = createFilmPlayer(film);
  const spares = createFilmPlayer(film);
  await Promise.all([player.ready, spares.ready]);
  const times = { picture: [] as number[], film: [] as number[], spared: [] as number[] };
  for (let i = 0; i < ROUNDS; i++) {
    // The decoder has the time that it has in a call.
    await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
    times.picture.push(await timeOf(still, i, () => ({ kind: 'image', picture })));
    const next = (from: typeof player, isSparing: boolean) => (): Backdrop => {
      from.advance(i * PERIOD_MS, isSparing);
      return from.frame ? { kind: 'image', picture: from.frame } : MISSING;
    };
    times.film.push(await timeOf(moving, i, next(player, false)));
    times.spared.push(await timeOf(sparing, i, next(spares, true)));
  }
  for (const each of [player, spares]) each.dispose();
  for (const each of [still, moving, sparing]) each.dispose();
  return {
    picture: both(times.picture),
    film: both(times.film),
    spared: both(times.spared),
    decode: (await timeDecoding(film.chunks)).time,
    sparing: await timeSparing(film.chunks),
  };
};

/** Without the first one, in which buffers are made. */
function both([, ...times]: readonly number[]): [median: number, mean: number] {
  return [median(times), times.reduce((sum, time) => sum + time, 0) / times.length];
}

const MISSING: Backdrop = { kind: 'color', color: [0, 0, 0] };

async function timeOf(compositor: Compositor, i: number, backdropNow: () => Backdrop) {
  const { width, height } = FILM_SIZE;
  const camera = new VideoFrame(new Uint8Array((width * height * 3) / 2).fill(128), {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: i,
    colorSpace: FILM_COLORS,
  });
  const loaded = await compositor.load(camera);
  camera.close();
  const start = performance.now();
  const backdrop = backdropNow();
  await compositor.prepare?.(loaded, backdrop);
  compositor.composite(loaded, MATTE, backdrop).close();
  const time = performance.now() - start;
  compositor.release(loaded);
  return time;
}

type Chunks = NonNullable<ReturnType<typeof parseFilm>>['chunks'];

async function timeSparing(chunks: Chunks) {
  const kept = chunks.filter(({ isExtra }) => !isExtra);
  const [all, some] = [await timeDecoding(chunks), await timeDecoding(kept)];
  const isSame = [...some.last].every((value, i) => value === all.last[i]);
  return { decode: some.time, left: kept.length / chunks.length, isSame };
}

/** As fast as the decoder goes: for a frame, ms. last: the last frame that may not be left out. */
async function timeDecoding(chunks: Chunks) {
  const kept = chunks.findLast(({ isExtra }) => !isExtra)?.timestamp;
  let last: Promise<Uint8Array> | undefined;
  const read = async (frame: VideoFrame) => {
    const bytes = new Uint8Array(frame.allocationSize());
    await frame.copyTo(bytes);
    frame.close();
    return bytes;
  };
  const decoder = new VideoDecoder({
    output: (frame) => {
      if (frame.timestamp === kept) last = read(frame);
      else frame.close();
    },
    error: () => undefined,
  });
  decoder.configure({ codec: 'vp8', optimizeForLatency: true });
  const start = performance.now();
  for (let round = 0; round < DECODINGS; round++)
    for (const { timestamp, isKey, bytes } of chunks) {
      const at = round * ROUND_US + timestamp;
      decoder.decode(
        new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: at, data: bytes }),
      );
    }
  await decoder.flush();
  decoder.close();
  const time = (performance.now() - start) / (DECODINGS * chunks.length);
  return { time, last: (await last) ?? new Uint8Array() };
}

/** Two seconds of waves that go over the whole picture: every block of every frame is another. */
async function makeWaves(): Promise<ArrayBuffer> {
  const { width, height } = FILM_SIZE;
  const encoder = await createFilmEncoder(FILM_SIZE, FRAMES / 24);
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let frame = 0; frame < FRAMES; frame++) {
    for (let i = 0; i < width * height; i++) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const wave = Math.sin(x / 37 + (2 * Math.PI * frame) / FRAMES) + Math.sin(y / 23 + x / 90);
      rgba[4 * i] = 90 + 20 * wave;
      rgba[4 * i + 1] = 120 + 30 * wave;
      rgba[4 * i + 2] = 150 + 40 * wave;
    }
    const timestamp = Math.round((1e6 * frame) / 24);
    const picture = new VideoFrame(rgba, {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp,
    });
    await encoder.add(picture, timestamp);
    picture.close();
  }
  const { film } = await encoder.finish(2e6);
  encoder.dispose();
  return film.arrayBuffer();
}
