import { natives } from '../natives/natives';
import { FILM_CODEC, FILM_COLORS, type Film } from '../shared/film';
import { log } from '../shared/log';

/** Plays a film without end, in step with the frames that it stands behind. */
export type FilmPlayer = {
  /** Settles when there is a frame to show; false when there will be none. */
  readonly ready: Promise<boolean>;
  /** The frame to show; the player closes it when the next one takes its place. */
  readonly frame: VideoFrame | undefined;
  /**
   * Goes on to the frame of this time, in ms: by no more than LONGEST_STEP, so that time passes only in a call. spares: of a
   * film with many frames, those that may be left out are not decoded from now on.
   */
  advance(now: number, spares?: boolean): void;
  dispose(): void;
};

/** Frames that are decoded before their time. */
const AHEAD = 3;
/** Frames a second: a film of no more costs little, and is seen to stutter with fewer. */
const SPARED_RATE = 15;
/** When nobody has asked for so long, in ms, the film has stood still. */
const LONGEST_STEP = 250;

/** Starts decoding. Where there is no decoder, it is never ready. */
export function createFilmPlayer(film: Film): FilmPlayer {
  const { chunks, duration, width, height } = film;
  let tellReady: (isReady: boolean) => void = () => undefined;
  const ready = new natives.Promise<boolean>((resolve) => {
    tellReady = resolve;
  });
  const waiting: VideoFrame[] = [];
  let shown: VideoFrame | undefined;
  let decoder: VideoDecoder | undefined;
  /** Chunks given to the decoder whose frames have not come. */
  let pending = 0;
  /** Chunks given since the beginning, over all rounds; the time of the last one, in microseconds. */
  let given = 0;
  let newest = 0;
  /** Where the film stands, in microseconds since its first round began. */
  let position = 0;
  let askedAt: number | undefined;
  let isSparing = false;
  const maySpare = (1e6 * chunks.length) / duration > SPARED_RATE;

  const feed = () => {
    while (decoder?.state === 'configured' && waiting.length + pending < AHEAD) {
      const chunk = chunks[given % chunks.length];
      if (!chunk) return;
      if (isSparing && chunk.isExtra) {
        given++;
        continue;
      }
      const { timestamp, isKey, bytes } = chunk;
      newest = Math.floor(given / chunks.length) * duration + timestamp;
      given++;
      pending++;
      const type = isKey ? 'key' : 'delta';
      decoder.decode(new EncodedVideoChunk({ type, timestamp: newest, data: bytes }));
    }
  };
  const end = () => {
    for (const frame of waiting.splice(0)) frame.close();
    if (decoder && decoder.state !== 'closed') decoder.close();
    decoder = undefined;
    tellReady(false);
  };
  const open = () => {
    decoder = new VideoDecoder({
      output: (frame) => {
        pending--;
        if (!decoder) frame.close();
        else waiting.push(frame);
        tellReady(true);
      },
      error: (error) => {
        // What is shown stays.
        log.warn('a film cannot be decoded', error);
        end();
      },
    });
    decoder.configure({
      codec: FILM_CODEC,
      codedWidth: width,
      codedHeight: height,
      optimizeForLatency: true,
      // The frames themselves do not say.
      colorSpace: FILM_COLORS,
    });
    feed();
  };
  try {
    open();
  } catch (error) {
    log.debug('no decoder for a film', error);
    end();
  }

  return {
    ready,
    get frame() {
      return shown;
    },
    advance: (now, spares = false) => {
      isSparing = spares && maySpare;
      const passed = Math.min(LONGEST_STEP, Math.max(0, now - (askedAt ?? now)));
      askedAt = now;
      // A decoder that is behind holds the film up; it need not catch up.
      position = Math.min(position + 1000 * passed, newest);
      while (waiting[0] && (!shown || waiting[0].timestamp <= position)) {
        shown?.close();
        shown = waiting.shift();
      }
      feed();
    },
    dispose: () => {
      end();
      shown?.close();
      shown = undefined;
    },
  };
}
