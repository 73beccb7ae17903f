import { createSupervisor, type Supervisor } from '../compositor/supervisor';
import { compileKernels } from '../kernels/compile';
import { ALL_SWITCHES, type RefineSwitches } from '../mask/refine-switches';
import { type Adapt, createAdapt } from './adapt/adapt';
import { createMeter, type Meter } from './adapt/meter';
import { createPhaseTimer, type PhaseTimer } from './adapt/phase-timer';
import { type BackdropFeed, createBackdropFeed } from './backdrop-feed';
import type { LoopEvent } from './commands';
import { createGlance, type Glance } from './glance';
import { createLoopSettings, type LoopSettings } from './loop-settings';
import { createMaskFeed } from './mask-feed';
import { createMasks, type Masks } from './masks';
import { createMatting, type Matting } from './matting';
import type { OwnMasks } from './own-masks';

/** What a loop works with, from the first frame to the last. */
export type LoopParts = {
  readonly settings: LoopSettings;
  readonly masks: Masks;
  readonly matting: Matting;
  readonly backdrops: BackdropFeed;
  readonly supervisor: Supervisor;
  readonly adapt: Adapt;
  readonly timer: PhaseTimer;
  readonly meter: Meter;
  readonly glance: Glance;
  dispose(): void;
};

/** What differs from loop to loop. */
export type LoopOptions = {
  /** Makes masks in the loop itself (createOwnMasks): nothing for a page's main thread. */
  readonly ownMasks?: (kernels: WebAssembly.Module | undefined) => OwnMasks;
  /** What the quality bench leaves out; a call has them all. */
  readonly switches?: Partial<RefineSwitches>;
  /** Shows the mask of each frame that has one; never in a page, which could see it. */
  readonly onMask?: (mask: NonNullable<Matting['mask']>) => void;
};

/** Makes them, joined. */
export function createLoopParts(
  emit: (event: LoopEvent) => void,
  { ownMasks, switches }: LoopOptions = {},
): LoopParts {
  const wasm = compileKernels();
  const kernels = wasm ? 'wasm' : 'javascript';
  const settings = createLoopSettings();
  const feed = createMaskFeed((replace) => emit({ type: 'segmenter-wanted', replace }));
  const masks = createMasks(ownMasks?.(wasm), feed);
  const matting = createMatting(masks, { ...ALL_SWITCHES, ...switches }, wasm);
  const backdrops = createBackdropFeed((id) => emit({ type: 'backdrop-wanted', id }));
  const supervisor = createSupervisor(wasm);
  const timer = createPhaseTimer();
  const meter = createMeter(timer, (status) => {
    const { name: compositor, isFound } = supervisor;
    const drawing = compositor && { compositor, isFound };
    emit({ type: 'reported', status: { ...status, kernels, ...drawing } });
  });

  return {
    settings,
    masks,
    matting,
    backdrops,
    supervisor,
    adapt: createAdapt(supervisor),
    timer,
    meter,
    glance: createGlance((picture) => emit({ type: 'picture-taken', picture })),
    dispose: () => {
      masks.dispose();
      backdrops.dispose();
      supervisor.dispose();
      meter.end();
    },
  };
}
