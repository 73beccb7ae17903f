import { describe, expect, it } from 'vitest';
import { boxOf, place, poseAt } from './sway';

const size = { width: 320, height: 180 };

describe('sway', () => {
  it('finds the box of a matte', () => {
    const matte = new Uint8Array(10 * 8);
    matte[2 * 10 + 3] = 255;
    matte[6 * 10 + 7] = 128;
    matte[7 * 10 + 9] = 127;
    expect(boxOf(matte, { width: 10, height: 8 })).toEqual({ x: 3, y: 2, width: 5, height: 5 });
    expect(boxOf(new Uint8Array(4), { width: 2, height: 2 })).toBeUndefined();
  });

  it('reaches 60 px of a 720-line frame to either side, in 60 frames', () => {
    const box = { x: 0, y: 0, width: 80, height: 90 };
    const xs = Array.from({ length: 60 }, (_, t) => poseAt(t, box, size, 0).x - size.width / 2);
    expect(Math.max(...xs)).toBeCloseTo(15, 5);
    expect(Math.min(...xs)).toBeCloseTo(-15, 5);
    expect(poseAt(60, box, size, 0).x).toBeCloseTo(poseAt(0, box, size, 0).x, 5);
  });

  it('never lifts the cut above the lower edge', () => {
    const box = { x: 0, y: 0, width: 80, height: 90 };
    for (let t = 0; t < 60; t++) {
      const { y, angle } = poseAt(t, box, size, 0);
      expect(y - (box.width / 2) * Math.abs(Math.sin(angle))).toBeGreaterThanOrEqual(size.height);
    }
  });

  it('places between pixels: half a pixel to the right halves the edge', () => {
    const cut = { width: 4, height: 4 };
    const cutout = {
      size: cut,
      picture: new Uint8Array(cut.width * cut.height * 4).fill(200),
      matte: new Uint8Array(cut.width * cut.height).fill(255),
    };
    const frame = { width: 12, height: 8 };
    const room = new Uint8Array(frame.width * frame.height * 4).fill(100);
    const pose = { x: 6.5, y: 6, angle: 0 };
    const { picture, matte } = place(cutout, { x: 2, y: 4 }, pose, room, frame);
    expect([...matte.subarray(4 * 12 + 3, 4 * 12 + 10)]).toEqual([0, 128, 255, 255, 255, 128, 0]);
    expect(picture[4 * (4 * 12 + 4)]).toBe(150);
    expect(picture[4 * (4 * 12 + 6)]).toBe(200);
    expect(picture[4 * (4 * 12 + 2)]).toBe(100);
  });
});
