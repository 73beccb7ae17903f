import { BACKGROUND, FOREGROUND, TILE } from '../../kernels/constants';
import type { StillPlanes } from './backdrop-planes';
import { copyTile, type Planes } from './planes';
import type { Tiles } from './tiles';

/**
 * Puts a still backdrop into the picture that the person is drawn on. The picture before is kept: only the tiles in
 * which the person was are copied again, and not even those that the person covers as a whole now.
 */
export type BackdropRepair = {
  /** tiles: those that will be drawn over, all but the background's. */
  repair(still: StillPlanes, out: Planes, tiles: Tiles): void;
  /** The picture has something else in it now. */
  forget(): void;
};

export function createBackdropRepair(): BackdropRepair {
  /** What the picture has in it, and the trimap by which it was drawn over. */
  let held: StillPlanes | undefined;
  let before = new Uint8Array();

  return {
    repair: (still, out, { across, trimap }) => {
      if (held !== still) {
        out.bytes.set(still.picture.bytes);
        before = new Uint8Array(trimap.length).fill(BACKGROUND);
        held = still;
      }
      for (let tile = 0; tile < trimap.length; tile++) {
        if (before[tile] === BACKGROUND || trimap[tile] === FOREGROUND) continue;
        const left = (tile % across) * (TILE / 2);
        const top = Math.floor(tile / across) * (TILE / 2);
        copyTile(still.picture, out, left, top);
      }
      before.set(trimap);
    },
    forget: () => {
      held = undefined;
    },
  };
}
