import type { FaultReason } from '../shared/fault';
import type { ModelVariantName } from '../shared/model-variants';

/** Where a loop's masks come from: a network, wherever that runs. It makes one mask at a time. */
export type MaskSource = {
  /**
   * The model whose jobs can be given now; undefined while there is none, or a job is in flight. It
   * stays the one before until another that was asked for is loaded, and takes jobs even then.
   */
  readonly ready: ModelVariantName | undefined;
  /** Why there are no masks. */
  readonly fault: FaultReason | undefined;
  /** Asks for a model, unless it is there or was asked for lately. To be called with each frame. */
  ensure(variant: ModelVariantName): void;
  /**
   * The mask of a model input (RGBA), one byte per pixel, 255 = person; undefined
   * when it does not come in time, or not at all. Needs a model to be `ready`.
   */
  segment(
    variant: ModelVariantName,
    input: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array | undefined>;
  dispose(): void;
};
