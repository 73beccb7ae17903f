import { describe, expect, it } from 'vitest';
import { frameOf, openFrames, pictureOf, useFakeFrames } from '../tests/fake-frames';
import { createPacker, createUnpacker, type FrameHead, type PackedFrame } from './packed-frame';

const head = { format: 'I420', codedWidth: 64, codedHeight: 36, timestamp: 7 } as FrameHead;

describe('a frame in parts', () => {
  useFakeFrames();

  it("comes out as it went in, and stays its owner's", async () => {
    const unpacker = createUnpacker();
    const taken: VideoFrame[] = [];
    const take = (message: PackedFrame) => {
      if (message.type === 'pixels') unpacker.add(message.bytes);
      else taken.push(unpacker.take(message.head));
    };
    const frame = frameOf(7, { width: 1280, height: 720 });
    await createPacker(take)(frame);
    expect(openFrames.has(frame)).toBe(true);
    expect(taken[0]?.timestamp).toBe(7);
    expect((pictureOf(taken[0] as VideoFrame) as Uint8Array).length).toBe((1280 * 720 * 3) / 2);
  });

  it("is refused when it is larger than any camera's", () => {
    const unpacker = createUnpacker();
    unpacker.add(new ArrayBuffer(2 ** 26));
    unpacker.add(new ArrayBuffer(2 ** 26));
    expect(() => unpacker.add(new ArrayBuffer(1))).toThrow('of a camera');
  });

  it('takes no more than is left for all, and gives it back', () => {
    const budget = { left: 1000 };
    const [one, other] = [createUnpacker(budget), createUnpacker(budget)];
    one.add(new ArrayBuffer(800));
    expect(() => other.add(new ArrayBuffer(300))).toThrow('fewer frames');
    one.dispose();
    expect(budget.left).toBe(1000);
    other.add(new ArrayBuffer(300));
    expect((pictureOf(other.take(head)) as Uint8Array).length).toBe(300);
  });

  it('keeps the parts that came when its buffer grows', () => {
    const unpacker = createUnpacker();
    unpacker.add(new Uint8Array([1, 2]).buffer);
    unpacker.add(new Uint8Array([3]).buffer);
    expect([...(pictureOf(unpacker.take(head)) as Uint8Array)]).toEqual([1, 2, 3]);
  });
});
