import type { Compositor } from '../compositor/compositor';
import type { Matte } from '../mask/matte';
import { createRefiner, type Refiner } from '../mask/refiner';
import { createRegionTracker, type RegionTracker } from '../mask/region';
import type { Stages } from '../mask/stages';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { inputOf, type ModelVariantName, variantFor } from '../shared/model-variants';
import type { Mask, MaskFeed } from './mask-feed';

/** From a frame to its own matte. */
export type Matting = {
  /** undefined while there is no mask to be had, or none in time. */
  matteOf(frame: VideoFrame, compositor: Compositor): Promise<Matte | undefined>;
};

/** What hangs on the shape of the frame. */
type Fitting = {
  readonly variant: ModelVariantName;
  readonly size: Size;
  readonly refiner: Refiner;
  readonly tracker: RegionTracker;
};

/** A person so close leaves nothing to replace; so does a model that has gone wrong. */
const EVERYTHING = 0.97;

/** Joins the model's input, its mask and the stages that follow. kernels: see createRefiner. */
export function createMatting(
  masks: MaskFeed,
  stages: Stages,
  kernels?: WebAssembly.Module,
): Matting {
  let fitting: Fitting | undefined;

  const fittingFor = (variant: ModelVariantName): Fitting => {
    if (fitting?.variant === variant) return fitting;
    const size = inputOf(variant);
    const tracker = createRegionTracker(size);
    fitting = { variant, size, refiner: createRefiner(size, stages, kernels), tracker };
    return fitting;
  };

  return {
    matteOf: async (frame, compositor) => {
      const { variant, size, refiner, tracker } = fittingFor(variantFor(sizeOf(frame)));
      masks.ensure(variant);

      const segment = async (region: Rect): Promise<Mask | undefined> => {
        if (!masks.isReady(variant)) return undefined;
        const input = masks.takeInput();
        await compositor.readInput(frame, region, size, input);
        return masks.segment(input);
      };

      let region = stages.region ? tracker.region : WHOLE;
      let mask = await segment(region);
      if (!mask) return undefined;
      let person = refiner.read(mask.mask);
      if (stages.region && tracker.update(person)) {
        const whole = await segment(WHOLE);
        if (!whole) {
          masks.recycle(mask);
          return undefined;
        }
        const replaced = tracker.lookAround(refiner.read(whole.mask));
        masks.recycle(replaced ? mask : whole);
        if (replaced) [mask, region] = [whole, WHOLE];
        person = refiner.read(mask.mask);
      }
      const matte = isEverything(person) ? undefined : refiner.refine(person, mask.input, region);
      masks.recycle(mask);
      return matte;
    },
  };
}

/** True for a mask that takes the whole picture for a person: it would show the whole room. */
function isEverything(mask: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < mask.length; i++) sum += mask[i] as number;
  return sum > EVERYTHING * mask.length;
}

function sizeOf({ displayWidth: width, displayHeight: height }: VideoFrame): Size {
  return { width, height };
}
