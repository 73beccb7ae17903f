import { expect, it } from 'vitest';
import { createOwnMotion } from './own-motion';
import { scatter } from './tests/plate-stage';

const SIZE = { width: 96, height: 64 };
const COUNT = SIZE.width * SIZE.height;
/** Where somebody or a poster is, in points. */
const LEFT = 40;
const RIGHT = 60;

type Scene = {
  /** How far the room has moved with the camera at a frame, and how far what is before it. */
  readonly room?: (frame: number) => number;
  readonly thing?: (frame: number) => number;
  /** Of the camera, of 255, to either side. */
  readonly noise?: number;
};

/** Whether what is there has moved by the last of some frames. */
function hasMoved({ room = () => 0, thing = () => 0, noise = 4 }: Scene, frames = 20): boolean {
  const motion = createOwnMotion(SIZE);
  const mask = new Float32Array(COUNT);
  const runs = (run: (first: number, last: number) => void) => {
    for (let y = 20; y < SIZE.height; y++) run(y * SIZE.width + LEFT, y * SIZE.width + RIGHT);
  };
  runs((first, last) => mask.fill(1, first, last));
  let result = false;
  for (let frame = 0; frame < frames; frame++) {
    const luma = Float32Array.from(mask, (value, i) => {
      const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      const seed = value > 0 ? 1 : 2;
      const moved = x + (value > 0 ? thing(frame) : room(frame));
      const pattern = 0.2 + 0.5 * scatter(seed, moved >> 2, y >> 2);
      return pattern + (noise * 2 * (scatter(frame, i) - 0.5)) / 255;
    });
    motion.see(luma);
    result ||= motion.moved(runs, mask);
  }
  return result;
}

it('sees somebody who moves a little', () => {
  expect(hasMoved({ thing: (frame) => Math.floor(frame / 8) })).toBe(true);
});

it.each([0, 4, 20])('sees no motion in what hangs on the wall, with noise of %i', (noise) => {
  expect(hasMoved({ noise }, 80)).toBe(false);
});

it('sees no motion in what only the camera moves', () => {
  const shaken = (frame: number) => 2 * ((frame % 7) >> 1);
  expect(hasMoved({ room: shaken, thing: shaken }, 40)).toBe(false);
});

it('needs more than two frames, and begins anew when it forgets', () => {
  const thing = (frame: number) => 2 * frame;
  expect(hasMoved({ thing }, 2)).toBe(false);
  expect(hasMoved({ thing }, 4)).toBe(true);
});
