import { fieldAt, rootTable, vectorIn } from '../src/segmenter/model/flatbuffer.ts';
import {
  MODEL,
  type Network,
  numberIn,
  OPERATION,
  type Operator,
  readNetwork,
  shapeOf,
} from '../src/segmenter/model/network.ts';
import { floatsOf } from './constants.ts';
import { changeModel, type NewOperator, type NewTensor } from './head.ts';

/** Places in `union BuiltinOptions`, and numbers of fields, from TensorFlow Lite's `schema.fbs`. */
const OPTIONS = { conv2d: 1, resizeBilinear: 15, depthToSpace: 94 } as const;
const CONV_2D = { strideWidth: 1, strideHeight: 2, activation: 3 } as const;

/**
 * The same network with less work: its masks are the same but for the rounding of floats.
 * Throws an Error when it does not end as MediaPipe's selfie segmentation does.
 */
export function lighten(model: Uint8Array): Uint8Array<ArrayBuffer> {
  return simplifyLastStep(mixBeforeEnlarging(model));
}

/**
 * Convolutions of 1x1 that follow an enlargement go before it. One mixes channels, the other
 * neighbours, both are linear, and the weights of neighbours add up to one: the order does not matter.
 * Before it there are a quarter of the pixels, and what is enlarged then has fewer channels.
 */
export function mixBeforeEnlarging(model: Uint8Array): Uint8Array<ArrayBuffer> {
  const network = readNetwork(model);
  const { operators } = network;
  const tensors = new Map<number, NewTensor>();
  const changed = new Map<Operator, readonly NewOperator[]>();
  for (const resize of operators) {
    if (resize.operation !== OPERATION.resizeBilinear) continue;
    const [small = 0, target = 0] = resize.inputs;
    const [large = 0] = resize.outputs;
    const readers = operators.filter(({ inputs }) => inputs.includes(large));
    const [mix] = readers;
    if (!mix || readers.length > 1 || !mixesChannels(network, mix)) continue;
    const [mixed = 0] = mix.outputs;
    const [batch = 1, height = 1, width = 1] = shapeOf(network, small);
    tensors.set(large, { shape: [batch, height, width, shapeOf(network, mixed)[3] ?? 1] });
    changed.set(resize, []);
    changed.set(mix, [
      {
        ...renewed(mix, OPTIONS.conv2d),
        inputs: [small, ...mix.inputs.slice(1)],
        outputs: [large],
      },
      { ...renewed(resize, OPTIONS.resizeBilinear), inputs: [large, target], outputs: [mixed] },
    ]);
  }
  return changeModel(model, {
    tensors,
    operators: operators.flatMap(
      (operator, number): readonly (number | NewOperator)[] => changed.get(operator) ?? [number],
    ),
  });
}

/**
 * The last step, a transposed convolution of 2x2 pixels without overlap, as what it comes to: each pixel
 * becomes the four below it, each a mix of its channels. So it is a convolution of 1x1 to four
 * channels, which then are spread over the pixels; its weights stand in the same order. Runtimes work
 * on eight channels at a time, and so do the work of eight for the one of a transposed convolution.
 */
export function simplifyLastStep(model: Uint8Array): Uint8Array<ArrayBuffer> {
  const network = readNetwork(model);
  const { operators, view } = network;
  const last = operators.find(({ operation }) => operation === OPERATION.custom);
  const [from = 0, weights = 0, bias = 0] = last?.inputs ?? [];
  const [to = 0] = last?.outputs ?? [];
  const [batch, height = 0, width = 0, channels = 0] = shapeOf(network, from);
  const isExpected =
    `${shapeOf(network, weights)}` === `1,2,2,${channels}` &&
    `${shapeOf(network, bias)}` === '1' &&
    `${shapeOf(network, to)}` === `${batch},${2 * height},${2 * width},1`;
  if (!last || !isExpected) throw new Error('Expected a network that ends in enlarging by two.');

  const [constant = 0] = floatsOf(network, bias);
  const root = rootTable(view);
  const buffers = vectorIn(view, root, MODEL.buffers).length;
  const codes = vectorIn(view, root, MODEL.operatorCodes).length;
  const added = network.tensors.length;
  const [newWeights, newBias, mixed] = [added, added + 1, added + 2];
  const mix = operators.find((operator) => mixesChannels(network, operator));
  if (!mix) throw new Error('Expected a network that mixes channels.');
  return changeModel(model, {
    buffers: [
      new Uint8Array(floatsOf(network, weights).buffer),
      new Uint8Array(Float32Array.of(constant, constant, constant, constant).buffer),
    ],
    operatorCodes: [OPERATION.depthToSpace],
    tensors: new Map([
      [newWeights, { shape: [4, 1, 1, channels], buffer: buffers }],
      [newBias, { shape: [4], buffer: buffers + 1 }],
      [mixed, { shape: [1, height, width, 4] }],
    ]),
    operators: operators.flatMap((operator, number): readonly (number | NewOperator)[] => {
      if (operator === last)
        return [
          {
            ...renewed(mix, OPTIONS.conv2d),
            inputs: [from, newWeights, newBias],
            outputs: [mixed],
          },
          {
            code: codes,
            inputs: [mixed],
            outputs: [to],
            options: { type: OPTIONS.depthToSpace, value: [['int', 2]] },
          },
        ];
      // Nothing reads the old weights any more.
      const isIdle = operator.outputs.some((output) => output === weights || output === bias);
      return isIdle ? [] : [number];
    }),
  });
}

/** A convolution of single pixels, of all of them, with nothing done to its sums. */
function mixesChannels(network: Network, { operation, inputs, options = 0 }: Operator): boolean {
  if (operation !== OPERATION.conv2d) return false;
  const { view } = network;
  const [, height, width] = shapeOf(network, inputs[1]);
  const activation = fieldAt(view, options, CONV_2D.activation);
  return (
    height === 1 &&
    width === 1 &&
    numberIn(view, options, CONV_2D.strideWidth) === 1 &&
    numberIn(view, options, CONV_2D.strideHeight) === 1 &&
    (activation === undefined || view.getInt8(activation) === 0)
  );
}

/** The operator anew, with its own options of this type. */
function renewed({ code, inputs, outputs, options = 0 }: Operator, type: number): NewOperator {
  return { code, inputs, outputs, options: { type, value: options } };
}
