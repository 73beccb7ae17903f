/**
 * What a network computes, as text: one line for each operator. The kernels know one order of work, which both networks
 * of the package have, so the build holds them against the lines that were checked. `npx tsx models/graph.ts general`,
 * or `landscape`, prints those of the package.
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { fieldAt } from '../src/segmenter/model/flatbuffer.ts';
import {
  type Network,
  OPERATION,
  type Operator,
  readNetwork,
  shapeOf,
  tensorAt,
} from '../src/segmenter/model/network.ts';
import { readSource, type Source } from './source.ts';

/** Names and options of the operators: fields of 8 or 32 bits by their numbers, from TensorFlow Lite's `schema.fbs`. */
type Description = { readonly name: string; readonly small?: Fields; readonly whole?: Fields };
type Fields = Readonly<Record<string, number>>;

const OPERATORS: Readonly<Record<number, Description>> = {
  0: { name: 'add', small: { activation: 0 } },
  [OPERATION.averagePool2d]: {
    name: 'average',
    small: { padding: 0, activation: 5 },
    whole: { strideWidth: 1, strideHeight: 2, filterWidth: 3, filterHeight: 4 },
  },
  [OPERATION.conv2d]: {
    name: 'convolution',
    small: { padding: 0, activation: 3 },
    whole: { strideWidth: 1, strideHeight: 2, dilationWidth: 4, dilationHeight: 5 },
  },
  [OPERATION.depthwise]: {
    name: 'depthwise',
    small: { padding: 0, activation: 4 },
    whole: { strideWidth: 1, strideHeight: 2, multiplier: 3, dilationWidth: 5, dilationHeight: 6 },
  },
  14: { name: 'sigmoid' },
  18: { name: 'multiply', small: { activation: 0 } },
  19: { name: 'relu' },
  [OPERATION.resizeBilinear]: { name: 'enlarge', small: { alignCorners: 2, halfPixelCenters: 3 } },
  [OPERATION.custom]: { name: 'transposed' },
  [OPERATION.mean]: { name: 'mean', small: { keepsSides: 0 } },
  117: { name: 'hardSwish' },
};

/** The operators in their order. Tensors go by their numbers; those of constants change nothing and are left out. */
export function describeGraph(model: Uint8Array): string[] {
  const network = readNetwork(model);
  const isConstant = (tensor: number) =>
    network.operators.some(
      ({ operation, outputs }) => operation === OPERATION.dequantize && outputs.includes(tensor),
    );
  const textOf = (tensor: number) => {
    const name = isConstant(tensor) || tensorAt(network, tensor).data.length ? '' : tensor;
    return `${name}[${shapeOf(network, tensor)}]`;
  };
  return network.operators
    .filter(({ operation }) => operation !== OPERATION.dequantize)
    .map((operator) => {
      const { name, small = {}, whole = {} } = OPERATORS[operator.operation] ?? { name: 'unknown' };
      const options = [
        ...optionsOf(network, operator, small, (at) => network.view.getInt8(at)),
        ...optionsOf(network, operator, whole, (at) => network.view.getInt32(at, true)),
      ];
      const sides = [operator.inputs, operator.outputs].map((side) => side.map(textOf).join(' '));
      return [name, sides.join(' > '), ...options].join(' ');
    });
}

/** Those that do not stand at their default. */
function optionsOf(
  { view }: Network,
  { options }: Operator,
  fields: Fields,
  read: (at: number) => number,
): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const at = options === undefined ? undefined : fieldAt(view, options, field);
    return at === undefined ? [] : [`${name}=${read(at)}`];
  });
}

/** Throws an Error when the package's network does not compute what the kernels do. */
export async function checkGraph(model: Uint8Array, source: Source): Promise<void> {
  const expected = await checkedGraph(source);
  const found = describeGraph(model);
  const at = expected.findIndex((line, i) => line !== found[i]);
  if (at < 0 && found.length === expected.length) return;
  const index = at < 0 ? expected.length : at;
  throw new Error(
    'The network of the package is not the one that the kernels were written for: ' +
      `operator ${index + 1} is "${found[index] ?? 'missing'}", expected "${expected[index] ?? 'none'}". ` +
      'Install the version in package.json with npm ci; another network wants its own order of work in src/network.',
  );
}

/** The lines that were checked. */
async function checkedGraph(source: Source): Promise<string[]> {
  const text = await readFile(new URL(`./${source}.graph.txt`, import.meta.url), 'utf8');
  return text.trimEnd().split('\n');
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href)
  console.log(describeGraph(await readSource(process.argv[2] as Source)).join('\n'));
