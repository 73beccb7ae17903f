import { afterEach, beforeEach, vi } from 'vitest';

type Init = {
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly timestamp: number;
  readonly duration?: number;
};

/** Frames that were made and not closed. */
export const openFrames = new Set<VideoFrame>();

/** A frame as the browser's, with a size, a time and an owner, and no picture. */
class FakeFrame {
  readonly format = 'I420';
  readonly colorSpace = { toJSON: () => ({}) };
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly timestamp: number;
  readonly duration: number | null;

  constructor(
    readonly picture: unknown,
    readonly init: Init,
  ) {
    this.displayWidth = init.codedWidth;
    this.displayHeight = init.codedHeight;
    this.timestamp = init.timestamp;
    this.duration = init.duration ?? null;
    openFrames.add(this as unknown as VideoFrame);
  }
  get visibleRect() {
    return { x: 0, y: 0, width: this.displayWidth, height: this.displayHeight };
  }
  clone() {
    if (!openFrames.has(this as unknown as VideoFrame)) throw new Error('expected an open frame');
    return new FakeFrame(this.picture, this.init);
  }
  close() {
    openFrames.delete(this as unknown as VideoFrame);
  }
  allocationSize() {
    return (3 * this.displayWidth * this.displayHeight) / 2;
  }
  async copyTo() {
    if (!openFrames.has(this as unknown as VideoFrame)) throw new Error('expected an open frame');
  }
}

/** Stands in for the browser's frames in each test of a file. */
export function useFakeFrames(): void {
  beforeEach(() => {
    vi.stubGlobal('VideoFrame', FakeFrame);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    openFrames.clear();
  });
}

/** A frame of a camera. timestamp: in microseconds. picture: what it is told from others by. */
export function frameOf(timestamp: number, { width = 64, height = 36, picture = 'camera' } = {}) {
  const init = { codedWidth: width, codedHeight: height, timestamp };
  return new FakeFrame(picture, init) as unknown as VideoFrame;
}

/** What a frame was made with. */
export function pictureOf(frame: VideoFrame): unknown {
  return (frame as unknown as FakeFrame).picture;
}
