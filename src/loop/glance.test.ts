import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SmallPicture } from '../shared/small-picture';
import { createGlance } from './glance';

const frame = (displayWidth: number, displayHeight: number) =>
  ({ displayWidth, displayHeight }) as unknown as VideoFrame;

beforeAll(() => {
  // Node 20 lacks it; both browsers have it.
  const prototype = Uint8Array.prototype as unknown as { toBase64?: () => string };
  prototype.toBase64 ??= function (this: Uint8Array) {
    return Buffer.from(this).toString('base64');
  };
});

/** A canvas that gives as many pixels as are asked for, and refuses what it is told to. */
function stubCanvas(refuse = () => false) {
  class FakeCanvas {
    constructor(
      public width: number,
      public height: number,
    ) {}
    getContext() {
      return {
        canvas: this,
        drawImage: () => {
          if (refuse()) throw new Error('cannot be drawn');
        },
        getImageData: (_x: number, _y: number, width: number, height: number) => ({
          data: new Uint8ClampedArray(4 * width * height),
        }),
      };
    }
  }
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
}

describe('a glance', () => {
  let taken: SmallPicture[];
  let now = 0;
  beforeEach(() => {
    taken = [];
    now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    stubCanvas();
  });
  const glance = () => createGlance((picture) => taken.push(picture));

  it('shows nothing that was not asked for, and one picture for each time it was', () => {
    const { want, look } = glance();
    look(frame(640, 360));
    expect(taken).toEqual([]);
    want();
    look(frame(640, 360));
    now += 1000;
    look(frame(640, 360));
    expect(taken).toHaveLength(1);
  });

  it('shows 15 a second at most, whoever asks', () => {
    const { want, look } = glance();
    for (let ms = 0; ms < 1000; ms += 10) {
      now += 10;
      want();
      look(frame(640, 360));
    }
    expect(taken.length).toBeLessThanOrEqual(15);
    expect(taken.length).toBeGreaterThan(10);
  });

  it.each([
    [1280, 720, 320, 180],
    [720, 1280, 180, 320],
    [5000, 1, 320, 1],
  ])('of %i x %i is %i x %i', (width, height, small, low) => {
    const { want, look } = glance();
    want();
    look(frame(width, height));
    expect(taken[0]).toMatchObject({ width: small, height: low });
    expect(Buffer.from(taken[0]?.base64 ?? '', 'base64')).toHaveLength(4 * small * low);
  });

  it('is smaller for who has seen none yet, and for who asks beside them', () => {
    const { want, look } = glance();
    want();
    want(true);
    look(frame(1280, 720));
    now += 1000;
    want();
    look(frame(1280, 720));
    expect(taken.map(({ width, height }) => [width, height])).toEqual([
      [160, 90],
      [320, 180],
    ]);
  });

  it('lets a frame go that cannot be drawn', () => {
    let refuses = true;
    stubCanvas(() => refuses);
    const { want, look } = glance();
    want();
    look(frame(640, 360));
    expect(taken).toEqual([]);
    refuses = false;
    now += 1000;
    want();
    look(frame(640, 360));
    expect(taken).toHaveLength(1);
  });
});
