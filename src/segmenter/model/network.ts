import type { Size } from '../../shared/geometry';
import {
  fieldAt,
  fileIdentifier,
  intsOf,
  rootTable,
  tableIn,
  tablesIn,
  type Vector,
  vectorIn,
  viewOf,
} from './flatbuffer';

/**
 * Field numbers of the tables we touch, from TensorFlow Lite's `schema.fbs` (version 3): a field's
 * number is its place in the table's declaration.
 */
export const MODEL = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadataBuffer: 5,
  metadata: 6,
} as const;
export const OPERATOR_CODE = { deprecatedBuiltinCode: 0, builtinCode: 3 } as const;
export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;
export const TENSOR = { shape: 0, buffer: 2 } as const;
export const BUFFER = { data: 0 } as const;
export const OPERATOR = {
  opcodeIndex: 0,
  inputs: 1,
  outputs: 2,
  builtinOptionsType: 3,
  builtinOptions: 4,
} as const;

/** From `enum BuiltinOperator`. */
export const OPERATION = {
  averagePool2d: 1,
  conv2d: 3,
  depthwise: 4,
  depthToSpace: 5,
  dequantize: 6,
  resizeBilinear: 23,
  custom: 32,
  mean: 40,
} as const;

/** `shape` and `data` say where the numbers stand in the file. */
export type Tensor = { readonly shape: Vector; readonly data: Vector };

/** `inputs` and `outputs` number the network's tensors; `options` is the options' table. */
export type Operator = {
  readonly operation: number;
  /** The number of its operator code. */
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: number | undefined;
};

/** What a `.tflite` file computes: one graph of operators over tensors. */
export type Network = {
  readonly view: DataView;
  /** Where the graph's table stands. */
  readonly graph: number;
  readonly tensors: readonly Tensor[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** In the order in which they run. */
  readonly operators: readonly Operator[];
};

/** Reads a `.tflite` file without copying it. Throws an Error when it is no such file. */
export function readNetwork(model: Uint8Array): Network {
  const view = viewOf(model);
  if (model.length < 8 || fileIdentifier(view) !== 'TFL3') {
    throw new Error('Not a TensorFlow Lite model: the file identifier is not TFL3.');
  }
  const root = rootTable(view);
  const graphs = tablesIn(view, root, MODEL.subgraphs);
  const [graph] = graphs;
  if (graph === undefined || graphs.length > 1) {
    throw new Error(`Expected a model of one graph, found ${graphs.length}.`);
  }
  const codes = tablesIn(view, root, MODEL.operatorCodes).map((code) => operationOf(view, code));
  const buffers = tablesIn(view, root, MODEL.buffers);
  return {
    view,
    graph,
    tensors: tablesIn(view, graph, SUBGRAPH.tensors).map((tensor) => ({
      shape: vectorIn(view, tensor, TENSOR.shape),
      data: dataOf(view, buffers[numberIn(view, tensor, TENSOR.buffer)]),
    })),
    inputs: intsOf(view, vectorIn(view, graph, SUBGRAPH.inputs)),
    outputs: intsOf(view, vectorIn(view, graph, SUBGRAPH.outputs)),
    operators: tablesIn(view, graph, SUBGRAPH.operators).map((operator) => ({
      operation: codes[numberIn(view, operator, OPERATOR.opcodeIndex)] ?? -1,
      code: numberIn(view, operator, OPERATOR.opcodeIndex),
      inputs: intsOf(view, vectorIn(view, operator, OPERATOR.inputs)),
      outputs: intsOf(view, vectorIn(view, operator, OPERATOR.outputs)),
      options: tableIn(view, operator, OPERATOR.builtinOptions),
    })),
  };
}

/** The tensor of that number. Throws an Error when the network has none. */
export function tensorAt(network: Network, index: number | undefined): Tensor {
  const tensor = index === undefined ? undefined : network.tensors[index];
  if (!tensor) throw new Error(`Broken model: it has no tensor ${index}.`);
  return tensor;
}

/** A tensor's shape, for pictures [batch, height, width, channels]. Throws as `tensorAt` does. */
export function shapeOf(network: Network, index: number | undefined): number[] {
  return intsOf(network.view, tensorAt(network, index).shape);
}

/** Size in pixels of the picture the network takes. Throws an Error when it takes no picture. */
export function inputSize(network: Network): Size {
  const shape = shapeOf(network, network.inputs[0]);
  const [, height, width] = shape;
  if (shape.length !== 4 || height === undefined || width === undefined) {
    throw new Error(`Expected a picture as input, found the shape [${shape}].`);
  }
  return { width, height };
}

/** The whole number of 32 bits in a field; 0 where the field is left out. */
export function numberIn(view: DataView, table: number, field: number): number {
  const at = fieldAt(view, table, field);
  return at === undefined ? 0 : view.getUint32(at, true);
}

function dataOf(view: DataView, buffer: number | undefined): Vector {
  return buffer === undefined ? { length: 0, start: 0 } : vectorIn(view, buffer, BUFFER.data);
}

/** Codes up to 126 stand in the old one-byte field, the newer field may be left out; take the larger. */
function operationOf(view: DataView, code: number): number {
  const at = fieldAt(view, code, OPERATOR_CODE.deprecatedBuiltinCode);
  return Math.max(
    at === undefined ? 0 : view.getInt8(at),
    numberIn(view, code, OPERATOR_CODE.builtinCode),
  );
}
