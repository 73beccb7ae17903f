import { expect, it } from 'vitest';
import { createCameraRate } from './camera-rate';

const FRAME_US = 33_333;

/** Takes those of a camera's frames that are chosen; jittered as real ones are. */
function rateOf(frames: readonly number[]) {
  const rate = createCameraRate();
  for (const frame of frames) rate.read(frame * FRAME_US + (frame % 3) * 1500);
  return rate;
}

it('counts every frame that was taken', () => {
  expect(rateOf(Array.from({ length: 30 }, (_, frame) => frame)).count()).toBe(30);
});

it('is not misled by frames that come late and early', () => {
  const rate = createCameraRate();
  const jitter = [0, 5000, -3000, 2000, -5000, 3000];
  for (let frame = 0; frame < 60; frame++)
    rate.read(frame * FRAME_US + (jitter[frame % jitter.length] ?? 0));
  expect(rate.count()).toBe(60);
});

it('counts those between that nobody took', () => {
  const taken = [0, 1, 2, 3, 5, 7, 9, 10, 12, 15];
  expect(rateOf(taken).count()).toBe(16);
});

it('counts from the last count on', () => {
  const rate = rateOf([0, 1, 2, 3, 4]);
  rate.count();
  rate.read(6 * FRAME_US);
  rate.read(8 * FRAME_US);
  expect(rate.count()).toBe(4);
  expect(rate.count()).toBe(0);
});

it('knows that a camera in the dark has become slower, and counts nothing for a pause', () => {
  const rate = rateOf([0, 1, 2, 3, 4]);
  const slow = Array.from({ length: 128 }, (_, frame) => 10 + 2 * frame);
  for (const frame of slow) rate.read(frame * FRAME_US);
  rate.count();
  rate.read(268 * FRAME_US);
  rate.read(270 * FRAME_US);
  expect(rate.count()).toBe(3);

  rate.read(10_000 * FRAME_US);
  expect(rate.count()).toBe(1);
});
