/**
 * The layers of MediaPipe's selfie segmentation (general) that have weights. The build packs them in this order
 * (models/pack.ts), and the network finds them by it.
 */

/**
 * How the weights of a layer lie:
 * `pointwise`, a convolution of single pixels: [outputs / 8][inputs][8], then the biases;
 * `stem`, one of 3x3 pixels of 3 channels: the same with 27 inputs;
 * `depthwise`, one of each channel by itself: [outputs / 8][taps][8], where the bias is a tap behind the last;
 * `dense`, a layer of single numbers: [inputs][outputs], then the biases.
 */
export type LayerKind = 'stem' | 'pointwise' | 'depthwise' | 'dense';

export type LayerPlan = {
  readonly kind: LayerKind;
  /** Of a depthwise layer its taps. */
  readonly inputs: number;
  readonly outputs: number;
  /** Bits of a number in the packed file: 16, as the package has them, or 32 where they were computed with. */
  readonly bits: 16 | 32;
};

const pointwise = (inputs: number, outputs: number, bits: 16 | 32 = 16) =>
  ({ kind: 'pointwise', inputs, outputs, bits }) as const;
const depthwise = (side: 3 | 5, outputs: number) =>
  ({ kind: 'depthwise', inputs: side * side, outputs, bits: 16 }) as const;
const dense = (inputs: number, outputs: number) =>
  ({ kind: 'dense', inputs, outputs, bits: 16 }) as const;

/** Those of 32 bits first, then those of 16, each in the order of the network. */
export const LAYERS = {
  // The package's weights divided by 255: its picture is one of 0..1, ours one of bytes.
  stem: { kind: 'stem', inputs: 27, outputs: 16, bits: 32 },
  // `mix` after `reduce`, with no bias but what becomes of that of `reduce`.
  'eighth.joined': pointwise(128, 24, 32),
  'quarter.joined': pointwise(24, 16, 32),
  'half.joined': pointwise(16, 16, 32),

  'block1.expand': pointwise(16, 16),
  'block1.taps': depthwise(3, 16),
  'block1.squeeze': dense(16, 8),
  'block1.excite': dense(8, 16),
  'block1.project': pointwise(16, 16),
  'block2.expand': pointwise(16, 72),
  'block2.taps': depthwise(3, 72),
  'block2.project': pointwise(72, 24),
  'block3.expand': pointwise(24, 88),
  'block3.taps': depthwise(3, 88),
  'block3.project': pointwise(88, 24),
  'block4.expand': pointwise(24, 96),
  'block4.taps': depthwise(5, 96),
  'block4.squeeze': dense(96, 24),
  'block4.excite': dense(24, 96),
  'block4.project': pointwise(96, 32),
  'block5.expand': pointwise(32, 128),
  'block5.taps': depthwise(5, 128),
  'block5.squeeze': dense(128, 32),
  'block5.excite': dense(32, 128),
  'block5.project': pointwise(128, 32),
  'block6.expand': pointwise(32, 128),
  'block6.taps': depthwise(5, 128),
  'block6.squeeze': dense(128, 32),
  'block6.excite': dense(32, 128),
  'block6.project': pointwise(128, 32),
  'block7.expand': pointwise(32, 96),
  'block7.taps': depthwise(5, 96),
  'block7.squeeze': dense(96, 24),
  'block7.excite': dense(24, 96),
  'block7.project': pointwise(96, 32),
  'block8.expand': pointwise(32, 96),
  'block8.taps': depthwise(5, 96),
  'block8.squeeze': dense(96, 24),
  'block8.excite': dense(24, 96),
  'block8.project': pointwise(96, 32),
  'bottom.expand': pointwise(32, 128),
  'bottom.gate': dense(32, 128),
  'eighth.reduce': dense(128, 24),
  'eighth.squeeze': dense(24, 24),
  'eighth.excite': dense(24, 24),
  'eighth.mix': pointwise(24, 24),
  'eighth.taps': depthwise(3, 24),
  'quarter.reduce': dense(24, 16),
  'quarter.squeeze': dense(16, 16),
  'quarter.excite': dense(16, 16),
  'quarter.mix': pointwise(16, 16),
  'quarter.taps': depthwise(3, 16),
  'half.reduce': dense(16, 16),
  'half.squeeze': dense(16, 16),
  'half.excite': dense(16, 16),
  'half.mix': pointwise(16, 16),
  'half.taps': depthwise(3, 16),
  mask: dense(16, 4),
} as const satisfies Record<string, LayerPlan>;

export type LayerName = keyof typeof LAYERS;

/** All of them with their names, in order. */
export const LAYER_LIST = Object.entries(LAYERS) as [LayerName, LayerPlan][];

/** How many numbers a layer has: its weights and its biases. */
export function numbersIn({ inputs, outputs }: LayerPlan): number {
  return inputs * outputs + outputs;
}

/** How many of the packed file's numbers have 16 bits, or 32. */
export function numbersOf(bits: 16 | 32): number {
  return LAYER_LIST.reduce(
    (sum, [, layer]) => sum + (layer.bits === bits ? numbersIn(layer) : 0),
    0,
  );
}
