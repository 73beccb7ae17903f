import type { FaultReason } from '../shared/fault';
import type { Size } from '../shared/geometry';

/** The network at one input size, ready to run. */
export type Engine = {
  /** Runs the model on nothing, so that the first real frame does not pay for the first run. */
  warmUp(): void;
  /** rgba: pixels of the variant's input size. Gives one byte per pixel, 255 = person. */
  segment(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  close(): void;
};

/** Makes an engine that takes pictures of `size`, in pixels. Throws where it does not run, or lacks a file. */
export type EngineLoader = (size: Size) => Promise<Engine>;

/** A failure the user can be told of. */
export class EngineFault extends Error {
  constructor(
    readonly reason: FaultReason,
    detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

/** Probabilities to bytes; what is no number counts as room. */
export function toBytes(probabilities: Float32Array): Uint8Array<ArrayBuffer> {
  // The array type turns NaN into 0 and holds the rest within 0..255.
  const clamped = new Uint8ClampedArray(probabilities.length);
  for (let i = 0; i < clamped.length; i++) clamped[i] = (probabilities[i] as number) * 255;
  return new Uint8Array(clamped.buffer);
}
