import type { BytesAnswer, ContentToPage } from '../shared/messages';
import { variantFor } from '../shared/model-variants';
import { TIERS, type Tier } from '../shared/tiers';
import { ask } from './background';
import { bytesOf } from './base64';
import { hasCamera, mayAskForCamera } from './cameras';
import { setSegmenterUse, warmSegmenter } from './segmenter-frame';

/** What a document's masks are made with: the network's weights for its own loops, or a segmenter. */
export type EngineSupply = {
  /** The page has said whether its loops make their masks themselves. */
  serve(makesMasks: boolean): void;
  /** Has it on its way while the camera opens. */
  prepare(tier: Tier): void;
  /** Sends the weights, once, to a page that makes its masks itself. */
  deliver(): Promise<void>;
};

/** isUsed: whether a track runs that may need the segmenter. */
export function createEngineSupply(
  isUsed: () => boolean,
  send: (message: ContentToPage, transfer?: Transferable[]) => void,
): EngineSupply {
  let makesMasks: boolean | undefined;
  /** On their way or here. */
  let weights: Promise<ArrayBuffer | undefined> | undefined;
  let isDelivered = false;
  let isWarm = false;

  /** Most cameras are wide; another shape loads its own model when its first frame is there. */
  const warm = async (tier: Tier) => {
    if (!hasCamera() && !(await mayAskForCamera())) return;
    await warmSegmenter(variantFor({ width: 16, height: 9 }, TIERS[tier].input));
    // The user may say no to the camera: then nobody ever says that the segmenter is idle.
    if (!isUsed()) setSegmenterUse(false);
  };

  return {
    serve: (value) => {
      makesMasks = value;
    },
    prepare: (tier) => {
      if (makesMasks !== false) {
        weights ??= loadWeights();
        return;
      }
      if (isWarm) return;
      isWarm = true;
      void warm(tier);
    },
    deliver: async () => {
      if (!makesMasks || !weights || isDelivered) return;
      isDelivered = true;
      const bytes = await weights;
      if (bytes) send({ type: 'weights-loaded', bytes }, [bytes]);
      else send({ type: 'weights-failed' });
    },
  };
}

async function loadWeights(): Promise<ArrayBuffer | undefined> {
  const answer = await ask<BytesAnswer>({ type: 'load-weights' });
  return answer.ok ? bytesOf(answer.base64) : undefined;
}
