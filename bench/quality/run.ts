import { BACKDROPS, type Color, hexOf, recoverAlpha } from './alpha';
import { createBareLoop } from './bare-loop';
import type { Harness } from './harness';
import { createGauge, type Measures } from './measures';
import type { Row } from './rows';
import type { Frames, Sequence } from './sequence';
import type { Exchange } from './site';
import type { Truth } from './truth';

/** What a row of switches made of a sequence. */
export type Outcome = {
  readonly sequence: string;
  readonly row: string;
  readonly measures: Measures;
  /** Median time of a frame in the loop, ms; none where there was no loop. */
  readonly milliseconds?: number;
};

/** A sequence with all that does not depend on the row. */
export type Prepared = {
  /** No other sequence has it. */
  readonly id: string;
  readonly sequence: Sequence;
  readonly frames: Frames;
  readonly truths: readonly Truth[];
  /** Frames at the start that are shown, for what learns, and not measured. */
  readonly skip: number;
};

/** Is shown every processed frame: RGBA, and the opacity in it, 0..1. */
export type Witness = (frame: number, output: Uint8Array, alpha: Float32Array) => void;

/** On a busy machine a mask can be late, and the frame comes without the person: tried again. */
const TRIES = 3;

/** Runs a sequence with the row's masks and switches, and measures it. harness: none for mask and matte alone. */
export function runSequence(
  harness: Harness | undefined,
  prepared: Prepared,
  row: Row,
  witness: Witness,
): Promise<Outcome> {
  return row.masks === 'truth' || !harness
    ? runBare(prepared, row, witness)
    : runLoop(harness, prepared, row, witness);
}

/** Without a browser; the person's colours are taken as they are, and nobody is in a covered frame. */
async function runBare(
  { sequence, frames, truths, skip }: Prepared,
  row: Row,
  witness: Witness,
): Promise<Outcome> {
  const show = await createBareLoop(sequence.size, row);
  const gauge = createGauge();
  // The loop, too, has seen the first frame before it begins.
  await show(at(frames.pictures, 0), at(frames.mattes, 0));
  for (const [frame, input] of frames.pictures.entries()) {
    const matte = at(frames.mattes, frame);
    const alpha = (await show(input, matte)) ?? new Float32Array(matte.length);
    if (frame < skip) continue;
    gauge.add(at(truths, frame), { alpha, output: input, input });
    witness(frame, input, alpha);
  }
  const { drift: _, ...measures } = gauge.result();
  return { sequence: sequence.name, row: row.key, measures };
}

/** Runs a sequence through the loop with the row's switches, over each backdrop, and measures it. */
async function runLoop(
  harness: Harness,
  prepared: Prepared,
  row: Row,
  witness: Witness,
): Promise<Outcome> {
  const { sequence, frames, truths, skip } = prepared;
  const outputs: Uint8Array[] = [];
  const first = await pass(harness, prepared, row, BACKDROPS[0], () => (frame, output) => {
    outputs[frame] = output;
  });
  let gauge = createGauge();
  const second = await pass(harness, prepared, row, BACKDROPS[1], () => {
    gauge = createGauge();
    return (frame, other) => {
      if (frame < skip) return;
      const output = at(outputs, frame);
      const alpha = recoverAlpha(output, other);
      gauge.add(at(truths, frame), { alpha, output, input: at(frames.pictures, frame) });
      witness(frame, output, alpha);
    };
  });
  return {
    sequence: sequence.name,
    row: row.key,
    measures: gauge.result(),
    milliseconds: Math.min(first, second),
  };
}

/** Gives the median time of a frame, ms. begin: called before each try, gives what takes frames. */
async function pass(
  harness: Harness,
  { id, sequence, frames: { pictures } }: Prepared,
  row: Row,
  backdrop: Color,
  begin: () => Exchange['take'],
): Promise<number> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { milliseconds, covered } = await harness.run({
      sequence: id,
      size: sequence.size,
      frames: pictures.length,
      effect: { kind: 'color', color: hexOf(backdrop) },
      switches: row.switches,
      tier: row.tier,
      give: (frame) => at(pictures, frame),
      take: begin(),
    });
    if (covered === 0) return milliseconds;
    console.warn(`${sequence.name}, ${row.title}: ${covered} frames without a mask; once more`);
  }
  throw new Error(`${sequence.name}, ${row.title}: masks came late in each of ${TRIES} passes`);
}

/** What the harness itself does to a picture: nothing, with the effect `none`. */
export type Floor = {
  /** Mean difference of output and input inside the person, codes of 255. */
  readonly drift: number;
  /** The same, the largest of any pixel of the frame. */
  readonly most: number;
};

const FLOOR_FRAMES = 3;

export async function measureFloor(
  harness: Harness,
  { id, sequence, frames: { pictures }, truths }: Prepared,
  row: Row,
): Promise<Floor> {
  const gauge = createGauge();
  let most = 0;
  await harness.run({
    sequence: id,
    size: sequence.size,
    frames: Math.min(FLOOR_FRAMES, pictures.length),
    effect: { kind: 'none' },
    switches: row.switches,
    tier: row.tier,
    give: (frame) => at(pictures, frame),
    take: (frame, output) => {
      const truth = at(truths, frame);
      const input = at(pictures, frame);
      for (let i = 0; i < input.length; i++)
        most = Math.max(most, Math.abs((output[i] as number) - (input[i] as number)));
      gauge.add(truth, { alpha: new Float32Array(truth.matte.length).fill(1), output, input });
    },
  });
  return { drift: gauge.result().drift ?? 0, most };
}

function at<Item>(items: readonly Item[], frame: number): Item {
  const item = items[frame];
  if (item === undefined) throw new Error(`expected a frame ${frame}`);
  return item;
}
