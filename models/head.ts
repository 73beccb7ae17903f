import { Builder } from 'flatbuffers';
import { rootTable, tableIn, tablesIn } from '../src/segmenter/model/flatbuffer.ts';
import {
  BUFFER,
  MODEL,
  numberIn,
  OPERATOR,
  OPERATOR_CODE,
  readNetwork,
  SUBGRAPH,
  TENSOR,
} from '../src/segmenter/model/network.ts';

/** Of 32-bit floats. buffer: the number of its values' buffer; left out where they are computed. */
export type NewTensor = { readonly shape: readonly number[]; readonly buffer?: number };

/**
 * code: the number of its operator code. options: their place in `union BuiltinOptions`, and either
 * where they stand in the file or the values of their first fields, whose types the schema tells.
 */
export type NewOperator = {
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: {
    readonly type: number;
    readonly value: number | readonly OptionField[];
  };
};
export type OptionField = readonly [type: 'byte' | 'int', value: number];

/** What a model is to have that it has not; what is left out stays as it is. */
export type Changes = {
  /** Added behind its own. */
  readonly buffers?: readonly Uint8Array[];
  /** Added behind its own, from `enum BuiltinOperator`. */
  readonly operatorCodes?: readonly number[];
  /** By number, in place of its own or next behind them. */
  readonly tensors?: ReadonlyMap<number, NewTensor>;
  /** All that are to run, in their order: its own by number, and new ones. */
  readonly operators?: readonly (number | NewOperator)[];
  /** In place of its own: names, and numbers of buffers. */
  readonly metadata?: ReadonlyMap<string, number>;
};

/** From TensorFlow Lite's `schema.fbs`. */
const METADATA = { name: 0, buffer: 1 } as const;
/** No table that is written here has more. */
const MOST_FIELDS = 8;

/** The first buffer is empty: that of tensors without values of their own. */
const NO_BUFFER = 0;

/** Weights and metadata stand at multiples of this many bytes, as the runtime wants them. */
const BUFFER_ALIGNMENT = 16;

/**
 * A copy of the `.tflite` file with the changes, longer by some kilobytes.
 * Offsets in a flatbuffer only point forward, so new tables at the end could not reach the old ones.
 * Hence the old file stays whole, as the last bytes of the new one, and a new head stands before it.
 * All offsets inside the old file are relative and stay right; what nothing points to any more is
 * dead weight. Throws an Error when it is no `.tflite` file.
 */
export function changeModel(model: Uint8Array, changes: Changes): Uint8Array<ArrayBuffer> {
  const { view, graph } = readNetwork(model);
  const root = rootTable(view);

  // The builder writes from the end of the file to its start and names places by their distance
  // from the end; that is all it takes to point into the old file.
  const builder = new Builder(model.length + 4096);
  writeBytes(builder, model);
  const oldStart = builder.offset() - 4; // the vector's length stands before its bytes
  const fromEnd = (at: number) => oldStart - at;
  const own = (table: number, field: number) => tablesIn(view, table, field).map(fromEnd);
  /** Begins a table with these offsets, and in the fields to keep those of the old one. */
  const begin = (old: number, kept: readonly number[], offsets: ReadonlyMap<number, number>) => {
    builder.startObject(MOST_FIELDS);
    for (const [field, offset] of offsets) builder.addFieldOffset(field, offset, 0);
    for (const field of kept) {
      const at = tableIn(view, old, field);
      if (at !== undefined && !offsets.has(field)) builder.addFieldOffset(field, fromEnd(at), 0);
    }
  };

  const { buffers = [], operatorCodes = [], operators, metadata } = changes;
  const newBuffers = buffers.map((bytes) => {
    const data = writeBytes(builder, bytes);
    builder.startObject(MOST_FIELDS);
    builder.addFieldOffset(BUFFER.data, data, 0);
    return builder.endObject();
  });
  const codes = operatorCodes.map((code) => writeOperatorCode(builder, code));
  const tensors = own(graph, SUBGRAPH.tensors);
  for (const [number, tensor] of changes.tensors ?? [])
    tensors[number] = writeTensor(builder, tensor);
  const before = own(graph, SUBGRAPH.operators);
  const after = operators?.map((each) =>
    typeof each === 'number' ? (before[each] ?? 0) : writeOperator(builder, each, fromEnd),
  );

  const lists = new Map<number, number>([
    [SUBGRAPH.tensors, writeTables(builder, tensors)],
    [SUBGRAPH.operators, writeTables(builder, after ?? before)],
  ]);
  begin(graph, [SUBGRAPH.inputs, SUBGRAPH.outputs, SUBGRAPH.name], lists);
  const newGraph = builder.endObject();

  const parts = new Map<number, number>([
    [MODEL.subgraphs, writeTables(builder, [newGraph])],
    [MODEL.operatorCodes, writeTables(builder, [...own(root, MODEL.operatorCodes), ...codes])],
    [MODEL.buffers, writeTables(builder, [...own(root, MODEL.buffers), ...newBuffers])],
  ]);
  if (metadata) parts.set(MODEL.metadata, writeMetadataEntries(builder, metadata));
  begin(root, [MODEL.description, MODEL.metadataBuffer, MODEL.metadata], parts);
  builder.addFieldInt32(MODEL.version, numberIn(view, root, MODEL.version), 0);
  builder.finish(builder.endObject(), 'TFL3');
  return builder.asUint8Array().slice(); // without the builder's spare room
}

function writeTensor(builder: Builder, { shape, buffer = NO_BUFFER }: NewTensor): number {
  const sides = writeInts(builder, shape);
  builder.startObject(MOST_FIELDS);
  builder.addFieldOffset(TENSOR.shape, sides, 0);
  builder.addFieldInt32(TENSOR.buffer, buffer, 0);
  return builder.endObject();
}

function writeOperator(
  builder: Builder,
  { code, inputs, outputs, options }: NewOperator,
  fromEnd: (at: number) => number,
): number {
  const taken = writeInts(builder, inputs);
  const given = writeInts(builder, outputs);
  const how =
    typeof options.value === 'number'
      ? fromEnd(options.value)
      : writeOptions(builder, options.value);
  builder.startObject(MOST_FIELDS);
  builder.addFieldInt32(OPERATOR.opcodeIndex, code, 0);
  builder.addFieldOffset(OPERATOR.inputs, taken, 0);
  builder.addFieldOffset(OPERATOR.outputs, given, 0);
  builder.addFieldInt8(OPERATOR.builtinOptionsType, options.type, 0);
  builder.addFieldOffset(OPERATOR.builtinOptions, how, 0);
  return builder.endObject();
}

function writeOptions(builder: Builder, fields: readonly OptionField[]): number {
  builder.startObject(MOST_FIELDS);
  for (const [field, [type, value]] of fields.entries()) {
    if (type === 'byte') builder.addFieldInt8(field, value, 0);
    else builder.addFieldInt32(field, value, 0);
  }
  return builder.endObject();
}

function writeOperatorCode(builder: Builder, code: number): number {
  builder.startObject(MOST_FIELDS);
  builder.addFieldInt8(OPERATOR_CODE.deprecatedBuiltinCode, code, 0);
  builder.addFieldInt32(OPERATOR_CODE.builtinCode, code, 0);
  return builder.endObject();
}

function writeMetadataEntries(builder: Builder, entries: ReadonlyMap<string, number>): number {
  const tables = [...entries].map(([name, buffer]) => {
    const text = builder.createString(name);
    builder.startObject(MOST_FIELDS);
    builder.addFieldOffset(METADATA.name, text, 0);
    builder.addFieldInt32(METADATA.buffer, buffer, 0);
    return builder.endObject();
  });
  return writeTables(builder, tables);
}

/** A vector of tables that are written already. */
export function writeTables(builder: Builder, tables: readonly number[]): number {
  builder.startVector(4, tables.length, 4);
  for (const table of tables.toReversed()) builder.addOffset(table);
  return builder.endVector();
}

function writeInts(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

/** A vector of bytes whose first one stands where the runtime wants it. */
function writeBytes(builder: Builder, bytes: Uint8Array): number {
  builder.prep(BUFFER_ALIGNMENT, bytes.length);
  return builder.createByteVector(bytes);
}
