import { expect, it } from 'vitest';
import { createContinuity } from './continuity';

const SIZE = { width: 1280, height: 720 };

it('knows a frame that follows another', () => {
  const follows = createContinuity();
  expect(follows({ ...SIZE, timestamp: 9_000_000 })).toBe(true);
  expect(follows({ ...SIZE, timestamp: 9_033_333 })).toBe(true);
  // A slow camera in the dark.
  expect(follows({ ...SIZE, timestamp: 9_433_333 })).toBe(true);
});

it.each([
  ['half a second later', { ...SIZE, timestamp: 1_500_000 }],
  ['of an earlier time', { ...SIZE, timestamp: 900_000 }],
  ['of another size', { width: 640, height: 360, timestamp: 1_033_333 }],
])('knows one that does not: %s', (_, frame) => {
  const follows = createContinuity();
  follows({ ...SIZE, timestamp: 1_000_000 });
  expect(follows(frame)).toBe(false);
  expect(follows({ ...frame, timestamp: frame.timestamp + 33_333 })).toBe(true);
});
