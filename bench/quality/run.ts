import { chooseBackdrop, hexOf, recoverAlpha } from './alpha';
import type { Harness } from './harness';
import { createGauge, type Measures } from './measures';
import type { Row } from './rows';
import type { Frames, Sequence } from './sequence';
import type { Truth } from './truth';

/** What a row of stages made of a sequence. */
export type Outcome = {
  readonly sequence: string;
  readonly row: string;
  readonly measures: Measures;
  /** Median time of a frame in the loop, ms. */
  readonly milliseconds: number;
};

/** A sequence with all that does not depend on the row. */
export type Prepared = {
  readonly sequence: Sequence;
  readonly frames: Frames;
  readonly truths: readonly Truth[];
};

/** Is shown every processed frame. */
export type Witness = (frame: number, output: Uint8Array, alpha: Float32Array) => void;

/** On a busy machine a mask can be late, and the frame comes without the person: tried again. */
const TRIES = 3;

/** Runs a sequence through the loop with the row's stages. */
export async function runSequence(
  harness: Harness,
  { sequence, frames, truths }: Prepared,
  row: Row,
  witness: Witness,
): Promise<Outcome> {
  const { pictures, mattes } = frames;
  const backdrop = chooseBackdrop(pictures.slice(0, 1));
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const gauge = createGauge();
    const { milliseconds, covered } = await harness.run({
      size: sequence.size,
      frames: pictures.length,
      effect: { kind: 'color', color: hexOf(backdrop) },
      stages: row.stages,
      give: (frame) => pictures[frame] ?? new Uint8Array(),
      take: (frame, output) => {
        const [input, matte, truth] = [pictures[frame], mattes[frame], truths[frame]];
        if (!input || !matte || !truth) throw new Error(`${sequence.name}: no frame ${frame}`);
        const alpha = recoverAlpha(output, input, backdrop, matte);
        gauge.add(truth, { alpha, output, input });
        witness(frame, output, alpha);
      },
    });
    if (covered === 0)
      return { sequence: sequence.name, row: row.key, measures: gauge.result(), milliseconds };
    console.warn(`${sequence.name}, ${row.title}: ${covered} frames without a mask; once more`);
  }
  throw new Error(`${sequence.name}, ${row.title}: masks came late in each of ${TRIES} passes`);
}

/** What the harness itself does to a picture: nothing, with the effect `none`. */
export type Floor = {
  /** Mean difference of output and input inside the person, codes of 255. */
  readonly drift: number;
  /** The least opacity found anywhere, 0..1. */
  readonly alpha: number;
};

export async function measureFloor(
  harness: Harness,
  { sequence, frames, truths }: Prepared,
  row: Row,
): Promise<Floor> {
  const { pictures } = frames;
  const backdrop = chooseBackdrop(pictures.slice(0, 1));
  const opaque = new Uint8Array(sequence.size.width * sequence.size.height).fill(255);
  const gauge = createGauge();
  let least = 1;
  await harness.run({
    size: sequence.size,
    frames: Math.min(3, pictures.length),
    effect: { kind: 'none' },
    stages: row.stages,
    give: (frame) => pictures[frame] ?? new Uint8Array(),
    take: (frame, output) => {
      const [input, truth] = [pictures[frame], truths[frame]];
      if (!input || !truth) throw new Error(`${sequence.name}: no frame ${frame}`);
      const alpha = recoverAlpha(output, input, backdrop, opaque);
      least = alpha.reduce((a, b) => Math.min(a, b), least);
      gauge.add(truth, { alpha, output, input });
    },
  });
  return { drift: gauge.result().drift ?? 0, alpha: least };
}
