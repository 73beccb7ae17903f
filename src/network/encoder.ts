import { halved, type PlaceName } from './plan';
import { at, gateWeights, layerOf, mix, openGate, type Parts, type Step } from './step';

/**
 * A block: pixels get many channels (`expand`), each of which looks around by itself (`taps`), and few again
 * (`project`). With 5x5 taps it has a gate. Where it halves nothing, what it began with is added.
 */
type Block = {
  readonly from: PlaceName;
  readonly to: PlaceName;
  /** How often its input was halved. */
  readonly halvings: number;
  readonly stride: 1 | 2;
} & (
  | { readonly name: 'block2' | 'block3'; readonly side: 3 }
  | { readonly name: 'block4' | 'block5' | 'block6' | 'block7' | 'block8'; readonly side: 5 }
);

const BLOCKS: readonly Block[] = [
  { name: 'block2', from: 'quarter', to: 'eighthToo', halvings: 2, side: 3, stride: 2 },
  { name: 'block3', from: 'eighthToo', to: 'eighth', halvings: 3, side: 3, stride: 1 },
  { name: 'block4', from: 'eighth', to: 'sixteenth', halvings: 3, side: 5, stride: 2 },
  { name: 'block5', from: 'sixteenth', to: 'sixteenthToo', halvings: 4, side: 5, stride: 1 },
  { name: 'block6', from: 'sixteenthToo', to: 'sixteenth', halvings: 4, side: 5, stride: 1 },
  { name: 'block7', from: 'sixteenth', to: 'sixteenthToo', halvings: 4, side: 5, stride: 1 },
  { name: 'block8', from: 'sixteenthToo', to: 'sixteenth', halvings: 4, side: 5, stride: 1 },
];

/** From the picture to few and wide pixels: leaves `half`, `quarter` and `eighth` with their sums, and `sixteenth`. */
export function encoderSteps(parts: Parts): readonly Step[] {
  const { size, kernels } = parts;
  const quarter = halved(size, 2);
  const eighth = halved(size, 3);
  const add = (from: PlaceName, channels: number, pixels: number, sum: PlaceName) =>
    kernels.addPixels(at(parts, from), channels / 8, pixels, at(parts, sum));
  return [
    { name: 'entry', run: (rgba) => enter(parts, rgba) },
    {
      name: 'block1',
      run: () => {
        openGate(parts, 'block1', 'sumOfQuarter', quarter.pixels);
        gateWeights(parts, 'block1.project');
        mix(parts, 'quarterToo', 'block1.project', 'quarter', quarter.pixels, { gated: true });
        add('quarter', 16, quarter.pixels, 'sumOfQuarter');
      },
    },
    ...BLOCKS.flatMap((block) => [
      { name: `${block.name}.expand`, run: () => expand(parts, block) },
      { name: block.name, run: () => project(parts, block) },
    ]),
    {
      name: 'sums',
      run: () => add('eighth', 24, eighth.pixels, 'sumOfEighth'),
    },
  ];
}

/** Stem, and the first block up to its gate: `half` and `quarterToo`. */
function enter(parts: Parts, rgba: number): void {
  const { width, height } = halved(parts.size, 1);
  const stem = layerOf(parts, 'stem');
  const mixing = layerOf(parts, 'block1.expand');
  parts.kernels.enter(
    rgba,
    width,
    height,
    stem.weights,
    stem.bias,
    at(parts, 'half'),
    at(parts, 'sumOfHalf'),
    mixing.weights,
    mixing.bias,
    parts.layers['block1.taps'],
    at(parts, 'quarterToo'),
    at(parts, 'sumOfQuarter'),
    at(parts, 'floats'),
    at(parts, 'ring'),
    at(parts, 'zeros'),
  );
}

function expand(parts: Parts, { name, from, halvings, side, stride }: Block): void {
  const { width, height } = halved(parts.size, halvings);
  const { inputs, outputs, weights, bias } = layerOf(parts, `${name}.expand`);
  parts.kernels.expand(
    at(parts, from),
    inputs / 8,
    weights,
    bias,
    parts.layers[`${name}.taps`],
    side,
    stride,
    at(parts, 'wide'),
    outputs / 8,
    width,
    height,
    at(parts, 'padded'),
    at(parts, 'sum'),
  );
}

function project(parts: Parts, { name, side, stride, halvings, from, to }: Block): void {
  const { pixels } = halved(parts.size, stride === 2 ? halvings + 1 : halvings);
  const add = stride === 1 ? from : undefined;
  const gated = side === 5;
  if (gated) {
    openGate(parts, name, 'sum', pixels);
    gateWeights(parts, `${name}.project`);
  }
  mix(parts, 'wide', `${name}.project`, to, pixels, { gated, add });
}
