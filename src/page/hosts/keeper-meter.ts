import { createMeter, type Meter, NOTHING } from '../../loop/adapt/meter';
import { type LoopStatus, NO_PHASES } from '../../shared/status';

/** Counts the frames of a track whose loop works elsewhere, together with what that loop tells. */
export type KeeperMeter = Pick<Meter, 'read' | 'end'> & {
  /** What the loop has told last. */
  readonly told: Pick<LoopStatus, 'state' | 'reason' | 'tier' | 'variant'>;
  tell(status: LoopStatus): void;
  /** A frame has gone out that the keeper (covered: true) or the loop has covered, or nobody. */
  sent(frame: Omit<Parameters<Meter['sent']>[0], 'tier' | 'variant' | 'isCopy'>): void;
  /** The loop was lost; what it has counted still counts. */
  lost(): void;
};

export function createKeeperMeter(report: (status: LoopStatus) => void): KeeperMeter {
  let told: LoopStatus | undefined;
  /** Covered frames of loops that were lost. */
  let coveredBefore = 0;
  const meter = createMeter({ report: () => told?.phases ?? NO_PHASES }, (status) =>
    report({
      ...status,
      copies: told?.copies ?? 0,
      coveredFrames: status.coveredFrames + coveredBefore + (told?.coveredFrames ?? 0),
      kernels: told?.kernels ?? 'wasm',
      ...(told?.compositor && { compositor: told.compositor, isFound: told.isFound ?? false }),
    }),
  );

  return {
    get told() {
      return told ?? NOTHING;
    },
    tell: (status) => {
      told = status;
    },
    read: meter.read,
    sent: (frame) => {
      const { tier, variant } = told ?? NOTHING;
      meter.sent({ ...frame, tier, variant, isCopy: false });
    },
    lost: () => {
      if (!told) return;
      coveredBefore += told.coveredFrames;
      told = { ...told, state: 'covered', coveredFrames: 0 };
    },
    end: meter.end,
  };
}
