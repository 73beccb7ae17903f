/**
 * Who is in the picture, frame by frame: the product's own loop, segmenter and model, fed from here
 * (bench/quality) with small people, so that the model sees a region and not the whole frame.
 */
import { type Harness, openHarness } from '../bench/quality/harness';
import { boxOf, type Cutout, place } from '../bench/quality/sway';
import type { LookName } from '../presenter/look';
import { personSvg, roomSvg } from '../presenter/presenter';
import { rasterise } from '../presenter/raster';
import { ALL_SWITCHES } from '../src/mask/refine-switches';
import { DEFAULT_TIER } from '../src/shared/tiers';
import { expect, test } from './fixtures/test';

const SIZE = { width: 1280, height: 720 };
/** The drawn presenters fill most of a frame: in one of half the size they are small people. */
const HALF = { width: 640, height: 360 };
const GREEN = [0, 255, 0] as const;
/** Change of a colour, of 255, that still counts as the camera's own. */
const SAME = 24;

async function cutoutOf(look: LookName): Promise<Cutout> {
  const picture = await rasterise(personSvg(look, 0, HALF), HALF);
  const matte = Uint8Array.from(
    { length: HALF.width * HALF.height },
    (_, i) => picture[4 * i + 3] as number,
  );
  return { size: HALF, picture, matte };
}

/** Puts a person on the frame's lower edge with the middle at column `x`, in pixels. */
function stand({ picture }: { picture: Uint8Array }, person: Cutout, x: number) {
  const box = boxOf(person.matte, person.size);
  if (!box) throw new Error('expected somebody');
  const foot = { x: box.x + box.width / 2, y: box.y + box.height };
  return place(person, foot, { x, y: SIZE.height, angle: 0 }, picture, SIZE);
}

/** The share of the pixels that are wholly the person's and come out as the camera saw them. */
function shown(input: Uint8Array, output: Uint8Array, matte: Uint8Array): number {
  let [kept, all] = [0, 0];
  for (let i = 0; i < matte.length; i++) {
    if ((matte[i] as number) < 255) continue;
    all++;
    const far = [0, 1, 2].some(
      (c) => Math.abs((output[4 * i + c] as number) - (input[4 * i + c] as number)) > SAME,
    );
    if (!far) kept++;
  }
  return kept / all;
}

/** The share of the frame that is not the backdrop's green. */
function uncovered(output: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < output.length; i += 4)
    if (GREEN.some((value, c) => Math.abs((output[i + c] as number) - value) > SAME)) count++;
  return count / (output.length / 4);
}

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

/** Sends frames through the loop over green. */
async function process(name: string, frames: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const outputs: Uint8Array[] = [];
  const { covered } = await harness.run({
    sequence: name,
    size: SIZE,
    frames: frames.length,
    effect: { kind: 'color', color: '#00ff00' },
    switches: ALL_SWITCHES,
    tier: DEFAULT_TIER,
    give: (frame) => frames[frame] as Uint8Array,
    take: (frame, output) => {
      outputs[frame] = output;
    },
  });
  expect(covered).toBe(0);
  return outputs;
}

test('somebody who enters is seen on the very frame, beside the one who is there', async () => {
  const room = { picture: await rasterise(roomSvg('kofi', SIZE), SIZE) };
  const first = stand(room, await cutoutOf('kofi'), 180);
  const second = stand(first, await cutoutOf('yuna'), 1060);
  const ENTERS = 5;
  const frames = Array.from({ length: 9 }, (_, i) => (i < ENTERS ? first : second).picture);
  const outputs = await process('somebody enters', frames);
  for (const [i, output] of outputs.entries()) {
    const input = frames[i] as Uint8Array;
    expect(shown(input, output, first.matte), `the first, frame ${i}`).toBeGreaterThan(0.9);
    if (i >= ENTERS)
      expect(shown(input, output, second.matte), `the second, frame ${i}`).toBeGreaterThan(0.9);
  }
});

test('an empty room is covered, also after somebody has left it', async () => {
  const picture = await rasterise(roomSvg('kofi', SIZE), SIZE);
  const somebody = stand({ picture }, await cutoutOf('kofi'), 400);
  const frames = Array.from({ length: 8 }, (_, i) => (i < 4 ? somebody.picture : picture));
  const outputs = await process('somebody leaves', frames);
  for (const [i, output] of outputs.entries()) {
    const share = uncovered(output);
    if (i < 4) expect(share, `frame ${i}`).toBeGreaterThan(0.05);
    else expect(share, `frame ${i}`).toBeLessThan(0.005);
  }
});
