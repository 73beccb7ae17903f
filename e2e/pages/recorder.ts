import { readFrameNumber } from '../../presenter/frame-number';
import { TELL_TALE_PERIOD, tellTalePixels } from '../../presenter/tell-tale';
import { framesOf } from './track-frames';

/** What one frame shows. */
export type Seen = {
  /** The presenter's frame number; null where no badge can be read, as in a covered frame. */
  readonly number: number | null;
  /** Contrast of the tell-tale's stripes, 0..255: high only where the raw room is to be seen. */
  readonly stripes: number;
  /** Mean colour of the tell-tale's place. */
  readonly color: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  /** The frame's own time, microseconds. */
  readonly timestamp: number;
  /** When it came, ms of the page's clock. */
  readonly at: number;
};

export type Recorder = {
  /** Every frame since the beginning, in order. */
  readonly seen: Seen[];
  readonly ended: boolean;
  /** The next frame on which a badge can be read, as RGBA in base64. */
  grab(): Promise<{ rgba: string; width: number; height: number; number: number }>;
};

/** Looks at every frame of a track. */
export function record(track: MediaStreamTrack): Recorder {
  const seen: Seen[] = [];
  const grabs: ((grabbed: Awaited<ReturnType<Recorder['grab']>>) => void)[] = [];
  let ended = false;

  const look = async (frame: VideoFrame) => {
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    const at = performance.now();
    const data = new Uint8Array(width * height * 4);
    await frame.copyTo(data, { format: 'RGBA', colorSpace: 'srgb' } as VideoFrameCopyToOptions);
    const number = readFrameNumber({ data, width, height }) ?? null;
    seen.push({ number, ...tellTale(data, width, height), width, height, timestamp, at });
    if (number !== null)
      for (const give of grabs.splice(0)) give({ rgba: base64(data), width, height, number });
  };

  const run = async () => {
    const reader = framesOf(track).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      await look(value).finally(() => value.close());
    }
    ended = true;
  };
  run().catch(console.error);

  return {
    seen,
    get ended() {
      return ended;
    },
    grab: () => new Promise((resolve) => grabs.push(resolve)),
  };
}

function tellTale(data: Uint8Array, width: number, height: number) {
  const place = tellTalePixels({ width, height });
  const half = Math.max(1, Math.round((TELL_TALE_PERIOD * height) / 720 / 2));
  const color: [number, number, number] = [0, 0, 0];
  let difference = 0;
  let pairs = 0;
  const luma = (i: number) =>
    0.299 * (data[i] as number) + 0.587 * (data[i + 1] as number) + 0.114 * (data[i + 2] as number);
  for (let y = place.y; y < place.y + place.height - half; y += 2) {
    for (let x = place.x; x < place.x + place.width - half; x += 2) {
      const at = 4 * (y * width + x);
      difference += Math.max(
        Math.abs(luma(at) - luma(at + 4 * half)),
        Math.abs(luma(at) - luma(at + 4 * half * width)),
      );
      for (let c = 0; c < 3; c++) color[c] = (color[c] as number) + (data[at + c] as number);
      pairs++;
    }
  }
  // Firefox shows a disabled track as a single pixel.
  if (pairs === 0)
    return { stripes: 0, color: [...data.subarray(0, 3)] as unknown as typeof color };
  for (let c = 0; c < 3; c++) color[c] = (color[c] as number) / pairs;
  return { stripes: difference / pairs, color };
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
