/** See src/mask/guided-blocks.ts. */
import { BACKGROUND, BLOCK, CERTAIN, FOREGROUND } from '../../src/kernels/constants';

/** What each block holds, without its neighbours. columns: a multiple of 8. */
export function guidedBlocks(mask: usize, contents: usize, columns: i32, height: i32): void {
  const across = columns / BLOCK;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = min(height, top + BLOCK);
    for (let block = 0; block < across; block++) {
      let least = f32x4.splat(1);
      let most = f32x4.splat(0);
      for (let y = top; y < bottom; y++) {
        const at = mask + 4 * (y * columns + block * BLOCK);
        const a = v128.load(at);
        const b = v128.load(at, 16);
        least = f32x4.pmin(f32x4.pmin(least, a), b);
        most = f32x4.pmax(f32x4.pmax(most, a), b);
      }
      const lesser = f32x4.pmin(least, v128.shuffle<i32>(least, least, 2, 3, 0, 1));
      const greater = f32x4.pmax(most, v128.shuffle<i32>(most, most, 2, 3, 0, 1));
      // As exact as without vectors, or a mask at the border would be judged otherwise.
      const low: f64 = min(f32x4.extract_lane(lesser, 0), f32x4.extract_lane(lesser, 1));
      const high: f64 = max(f32x4.extract_lane(greater, 0), f32x4.extract_lane(greater, 1));
      const content = (low < 1 - CERTAIN ? BACKGROUND : 0) | (high > CERTAIN ? FOREGROUND : 0);
      store<u8>(contents + (top / BLOCK) * across + block, <u8>content);
    }
  }
}
