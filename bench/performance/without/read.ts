/** Stands in the place of `src/loop/matting.ts`: after a while the model sees an old picture. */
import { createMatting as create } from '../../../src/loop/matting';
import { leaveOut } from './leave-out';

export * from '../../../src/loop/matting';

export function createMatting(...given: Parameters<typeof create>): ReturnType<typeof create> {
  const isLeftOut = leaveOut('Veil bench: without read');
  const matting = create(...given);
  const { matteOf } = matting;
  return Object.assign(matting, {
    matteOf: (...[frame, compositor, ...rest]: Parameters<typeof matteOf>) => {
      const blind = { ...compositor, readInput: () => undefined };
      return matteOf(frame, isLeftOut() ? blind : compositor, ...rest);
    },
  });
}
