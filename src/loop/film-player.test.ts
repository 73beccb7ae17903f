import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packFilm } from '../shared/film';

/** Frames that were decoded and not closed; the browser's own decoder is not to be had here. */
const open = new Set<object>();
let decoders = 0;
let decoded = 0;

class Decoder {
  state = 'unconfigured';
  private readonly output: (frame: object) => void;
  constructor({ output }: { output: (frame: object) => void }) {
    this.output = output;
    decoders++;
  }
  configure() {
    this.state = 'configured';
  }
  decode({ timestamp }: { timestamp: number }) {
    decoded++;
    const frame = { timestamp, close: () => open.delete(frame) };
    queueMicrotask(() => {
      open.add(frame);
      this.output(frame);
    });
  }
  close() {
    this.state = 'closed';
  }
}

/** Four frames of so many ms. */
const film = (extras: readonly number[], each: number) =>
  new Blob(
    packFilm({
      width: 64,
      height: 36,
      duration: 4000 * each,
      chunks: [0, 1, 2, 3].map((i) => ({
        timestamp: 1000 * each * i,
        isKey: i === 0,
        ...(extras.includes(i) && { isExtra: true }),
        bytes: Uint8Array.of(i),
      })),
    }),
  ).arrayBuffer();
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('a film behind the frames of a call', () => {
  beforeEach(() => {
    vi.resetModules();
    [decoders, decoded] = [0, 0];
    vi.stubGlobal('VideoDecoder', Decoder);
    vi.stubGlobal(
      'EncodedVideoChunk',
      class {
        constructor(readonly init: { timestamp: number }) {
          Object.assign(this, init);
        }
      },
    );
  });
  afterEach(() => {
    open.clear();
    vi.unstubAllGlobals();
  });
  const join = async (id = 'own-1', extras: readonly number[] = [], each = 40) => {
    const { joinFilm } = await import('./films');
    const joined = joinFilm(id, await film(extras, each));
    if (!joined) throw new Error('expected a film');
    return joined;
  };
  /** The times of the frames shown at these, in ms. */
  const play = async (joined: Awaited<ReturnType<typeof join>>, times: readonly number[]) => {
    const shown: (number | undefined)[] = [];
    for (const now of times) {
      joined.player.advance(now);
      shown.push(joined.player.frame?.timestamp);
      await settled();
    }
    return shown.map((time) => (time === undefined ? undefined : (time / 1000) % 160));
  };

  it('goes on with them, begins again at its end, and stands still while there are none', async () => {
    const joined = await join();
    expect(await joined.player.ready).toBe(true);
    expect(await play(joined, [0, 40, 60, 80, 120, 160])).toEqual([0, 40, 40, 80, 120, 0]);
    // Of a minute in which no call runs it has decoded no more than the next frames.
    expect(await play(joined, [60_000])).toEqual([120]);
    joined.leave();
    expect(open.size).toBe(0);
  });

  it('leaves frames out that no other needs, when asked to, and shows the others at their time', async () => {
    const joined = await join('own-3', [1, 3]);
    await joined.player.ready;
    joined.player.advance(0, true);
    await settled();
    const shown = async (now: number, spares: boolean) => {
      joined.player.advance(now, spares);
      await settled();
      return ((joined.player.frame?.timestamp ?? Number.NaN) / 1000) % 160;
    };
    // What was decoded ahead is shown.
    await shown(160, true);
    const before = decoded;
    expect(await shown(200, true)).toBe(0);
    expect(await shown(240, true)).toBe(80);
    expect(await shown(320, true)).toBe(0);
    expect(await shown(400, true)).toBe(80);
    expect(decoded - before).toBe(3);
    joined.leave();
  });

  it('shows every frame of a film that has few', async () => {
    const joined = await join('own-4', [1, 3], 100);
    await joined.player.ready;
    const shown: (number | undefined)[] = [];
    for (const now of [0, 100, 200, 300]) {
      joined.player.advance(now, true);
      shown.push(joined.player.frame?.timestamp);
      await settled();
    }
    expect(shown).toEqual([0, 100_000, 200_000, 300_000]);
    joined.leave();
  });

  it('decodes no further than a few frames ahead', async () => {
    const joined = await join();
    await play(joined, [0, 1, 2, 3]);
    expect(decoded).toBeLessThanOrEqual(4);
    expect(open.size).toBeLessThanOrEqual(4);
    joined.leave();
  });

  it('is decoded once for all who show it', async () => {
    const first = await join();
    const second = await join();
    await first.player.ready;
    first.player.advance(0);
    expect(second.player.frame).toBe(first.player.frame);
    first.leave();
    expect(second.player.frame).toBeDefined();
    expect(decoders).toBe(1);
    second.leave();
    expect(open.size).toBe(0);
  });

  it('is never ready where there is no decoder', async () => {
    vi.stubGlobal('VideoDecoder', undefined);
    const joined = await join();
    expect(await joined.player.ready).toBe(false);
    joined.player.advance(0);
    expect(joined.player.frame).toBeUndefined();
    joined.leave();
  });

  it('is none of other bytes', async () => {
    const { joinFilm } = await import('./films');
    expect(joinFilm('own-2', Uint8Array.of(1, 2, 3).buffer)).toBeUndefined();
  });
});
