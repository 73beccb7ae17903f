import type { Backdrop } from '../compositor/compositor';
import { createPlaneCompositor } from '../compositor/planes/plane-compositor';
import { createArena } from '../kernels/arena';
import { createExtentReader } from '../mask/extent';
import { createGuide, guideBytes } from '../mask/guide';
import { ALL_SWITCHES } from '../mask/refine-switches';
import { createRefiner, refinerBytes } from '../mask/refiner';
import { natives } from '../natives/natives';
import { type Size, WHOLE } from '../shared/geometry';

/** A tenth of a call's pixels or less: code that is not compiled yet takes long for each. */
const FRAME: Size = { width: 160, height: 96 };
const GRID: Size = { width: 64, height: 48 };
/** More of them make a call's first frame little faster (docs/decisions/0018-one-source.md). */
const ROUNDS = 4;
const BACKDROPS: readonly Backdrop[] = [
  { kind: 'blur', strength: 0.5 },
  { kind: 'color', color: [0, 0, 0] },
];

/**
 * Runs all that is done to a frame on small pictures of nobody, with the kernels in JavaScript: a browser compiles
 * such code when it has run for a while, and a call's first person would take as long as half a second. Lets other work in between.
 */
export async function warmUp(): Promise<void> {
  const compositor = createPlaneCompositor();
  const arena = createArena(undefined, refinerBytes(GRID) + guideBytes(GRID));
  const refiner = createRefiner(GRID, ALL_SWITCHES, { arena });
  const readExtent = createExtentReader(GRID, arena);
  // As the lower tiers have it.
  const half = createGuide(GRID, 'half', { noise: true, colors: false }, arena);
  const [view] = refiner.views;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const frame = drawFrame(round);
      const loaded = await compositor.load(frame).finally(() => frame.close());
      compositor.readInput(loaded, WHOLE, GRID, view.input);
      drawMask(view.mask);
      refiner.prepare(view);
      const mask = refiner.read(view);
      readExtent(mask);
      half.filter(mask, view.input);
      const matte = refiner.refine(view, WHOLE);
      // As the lowest tiers do in most frames.
      refiner.follow(view);
      for (const backdrop of BACKDROPS) {
        await pause();
        compositor.composite(loaded, matte, backdrop).close();
      }
      compositor.release(loaded);
      await pause();
    }
  } finally {
    compositor.dispose();
  }
}

const pause = () => new natives.Promise<void>((resolve) => setTimeout(resolve));

/** Many colours. timestamp: in microseconds. */
function drawFrame(timestamp: number): VideoFrame {
  const { width, height } = FRAME;
  const bytes = Uint8Array.from(
    { length: (3 * width * height) / 2 },
    (_, i) => 16 + ((7 * i) % 220),
  );
  const size = { codedWidth: width, codedHeight: height };
  return new VideoFrame(bytes, { format: 'I420', ...size, timestamp });
}

/** Background on the left, a person on the right, and all that is between them. */
function drawMask(mask: Uint8Array): void {
  const across = GRID.width;
  for (let i = 0; i < mask.length; i++)
    mask[i] = Math.min(255, Math.max(0, 128 + 40 * ((i % across) - across / 2)));
}
