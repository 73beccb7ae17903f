import { NO_ACTIVATION, RELU, SIGMOID } from '../kernels/constants';
import { LAYERS } from './layers';
import { halved, type PlaceName } from './plan';
import { at, connect, gateWeights, layerOf, mix, openGate, type Parts, type Step } from './step';

/**
 * A stage of the decoder: the picture below gets fewer channels (`reduce`), is enlarged by two, and meets the
 * encoder's picture of that size, which passes a gate that both make.
 */
type Stage = {
  readonly name: 'eighth' | 'quarter' | 'half';
  readonly below: PlaceName;
  /** The encoder's picture has the stage's name; here are the sums of its pixels. */
  readonly sum: PlaceName;
  /** undefined for the last, which gives the mask. */
  readonly to: PlaceName | undefined;
  readonly halvings: number;
};

const STAGES: readonly Stage[] = [
  { name: 'eighth', below: 'wide', sum: 'sumOfEighth', to: 'eighthToo', halvings: 3 },
  { name: 'quarter', below: 'eighthToo', sum: 'sumOfQuarter', to: 'quarterToo', halvings: 2 },
  { name: 'half', below: 'quarterToo', sum: 'sumOfHalf', to: undefined, halvings: 1 },
];

/** From what the encoder left to the mask. Each stage leaves the sums of its own pixels in `sum`. */
export function decoderSteps(parts: Parts): readonly Step[] {
  return [
    { name: 'bottom', run: () => enterBottom(parts) },
    ...STAGES.flatMap((stage) => [
      { name: `${stage.name}.reduce`, run: () => reduce(parts, stage) },
      { name: stage.name, run: (_: number, mask: number) => decode(parts, stage, mask) },
    ]),
  ];
}

/** 128 channels of the smallest picture to `wide`, and a gate for them, which `reduce` opens for weights and sums alike. */
function enterBottom(parts: Parts): void {
  const { kernels, size } = parts;
  const { pixels } = halved(size, 4);
  const channels = LAYERS['bottom.expand'].outputs;
  kernels.addPixels(at(parts, 'sixteenth'), 4, pixels, at(parts, 'sum'));
  connect(parts, 'sum', pixels, 'bottom.gate', 'gate', SIGMOID);
  mix(parts, 'sixteenth', 'bottom.expand', 'wide', pixels, { activation: RELU });
  kernels.addPixels(at(parts, 'wide'), channels / 8, pixels, at(parts, 'sum'));
}

/**
 * The picture below to `small`, ready to be enlarged and added, and its means to `mean`: an enlarged picture has
 * the mean of the small one, since each pixel weighs the same, and the mean of mixed channels is the mix of the means.
 */
function reduce(parts: Parts, { name, below, halvings }: Stage): void {
  const { pixels } = halved(parts.size, halvings + 1);
  const gated = below === 'wide';
  if (gated) {
    const { sum, gate } = parts.places;
    for (let i = 0; i < gate.length; i++) (sum[i] as number) *= gate[i] as number;
    gateWeights(parts, `${name}.joined`);
  }
  mix(parts, below, `${name}.joined`, 'small', pixels, { gated });
  connect(parts, 'sum', pixels, `${name}.reduce`, 'mean', NO_ACTIVATION);
}

function decode(parts: Parts, { name, sum, to, halvings }: Stage, mask: number): void {
  const { width, height, pixels } = halved(parts.size, halvings);
  const { places, kernels, layers } = parts;
  const sums = places[sum];
  for (let i = 0; i < sums.length; i++) (places.mean[i] as number) += (sums[i] as number) / pixels;
  openGate(parts, name, 'mean', 1);
  gateWeights(parts, `${name}.mix`);
  const { inputs, bias } = layerOf(parts, `${name}.mix`);
  const last = to ? undefined : layerOf(parts, 'mask');
  kernels.decode(
    at(parts, name),
    inputs / 8,
    at(parts, 'gatedWeights'),
    bias,
    at(parts, 'small'),
    layers[`${name}.taps`],
    to ? at(parts, to) : mask,
    width,
    height,
    at(parts, 'ring'),
    at(parts, 'lines'),
    at(parts, 'zeros'),
    at(parts, 'sum'),
    last?.weights ?? 0,
    last?.bias ?? 0,
  );
}
