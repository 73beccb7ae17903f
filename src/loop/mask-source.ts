import type { Arena } from '../kernels/arena';
import type { ModelView } from '../mask/refiner';
import type { FaultReason } from '../shared/fault';
import type { ModelVariantName } from '../shared/model-variants';

/**
 * Fills a view's mask from its input; false when that does not come in time, or not at all. Needs the
 * model to be `ready`.
 */
export type Segment = (view: ModelView) => Promise<boolean>;

/** Where a loop's masks come from: a network, wherever that runs. It makes one mask at a time. */
export type MaskSource = {
  /**
   * The model whose jobs can be given now; undefined while there is none, or a job is in flight. It
   * stays the one before until another that was asked for is loaded, and takes jobs even then.
   */
  readonly ready: ModelVariantName | undefined;
  /** Why there are no masks. */
  readonly fault: FaultReason | undefined;
  /** The network works beside the loop, which may draw meanwhile; else a job takes the loop's own time. */
  readonly isElsewhere: boolean;
  /** Asks for a model, unless it is there or was asked for lately. To be called with each frame. */
  ensure(variant: ModelVariantName): void;
  /** Bytes that `open` takes of an arena. */
  bytesFor(variant: ModelVariantName): number;
  /** Makes the way to a model's masks for views in this arena. */
  open(variant: ModelVariantName, arena: Arena): Segment;
  dispose(): void;
};
