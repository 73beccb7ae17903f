import { Builder } from 'flatbuffers';
import { fieldAt, rootTable, vectorIn } from '../src/segmenter/model/flatbuffer.ts';
import { MODEL, readNetwork } from '../src/segmenter/model/network.ts';
import { changeModel, writeTables } from './head.ts';

/**
 * Field numbers from tflite-support's `metadata_schema.fbs`; a field's number is its place in the
 * table's declaration. A union takes two: its type, then its value.
 */
const MODEL_METADATA = { name: 0, subgraphMetadata: 3, license: 5, fields: 8 } as const;
const SUBGRAPH_METADATA = { inputs: 2, outputs: 3, fields: 7 } as const;
const TENSOR_METADATA = { name: 0, content: 3, processUnits: 4, fields: 7 } as const;
const CONTENT = { propertiesType: 0, properties: 1, fields: 3 } as const;
const PROCESS_UNIT = { optionsType: 0, options: 1, fields: 2 } as const;
const IMAGE_PROPERTIES = { colorSpace: 0, fields: 2 } as const;
const NORMALIZATION = { mean: 0, std: 1, fields: 2 } as const;

/** Places in `union ContentProperties`, `union ProcessUnitOptions` and `enum ColorSpaceType`. */
const TYPE = { imageProperties: 2, normalizationOptions: 1, rgb: 1 } as const;

/** The name under which tasks-vision looks for the metadata. */
export const METADATA_NAME = 'TFLITE_METADATA';

/**
 * The description tasks-vision asks for: an RGB picture in, whose bytes become 0..1 by
 * (x - 0) / 255, one mask out. A flatbuffer of its own, root `ModelMetadata`, identifier M001.
 */
export function writeMetadata(): Uint8Array {
  const builder = new Builder(512);
  const input = writeInput(builder);
  const outputName = builder.createString('person');
  builder.startObject(TENSOR_METADATA.fields);
  builder.addFieldOffset(TENSOR_METADATA.name, outputName, 0);
  const output = builder.endObject();

  const inputs = writeTables(builder, [input]);
  const outputs = writeTables(builder, [output]);
  builder.startObject(SUBGRAPH_METADATA.fields);
  builder.addFieldOffset(SUBGRAPH_METADATA.inputs, inputs, 0);
  builder.addFieldOffset(SUBGRAPH_METADATA.outputs, outputs, 0);
  const graphs = writeTables(builder, [builder.endObject()]);

  const name = builder.createString('MediaPipe Selfie Segmentation');
  const license = builder.createString('Apache-2.0');
  builder.startObject(MODEL_METADATA.fields);
  builder.addFieldOffset(MODEL_METADATA.name, name, 0);
  builder.addFieldOffset(MODEL_METADATA.subgraphMetadata, graphs, 0);
  builder.addFieldOffset(MODEL_METADATA.license, license, 0);
  builder.finish(builder.endObject(), 'M001');
  return builder.asUint8Array();
}

/**
 * A copy of the `.tflite` file with the metadata in it, about 2.5 kB longer.
 * Throws an Error when it is no `.tflite` file or has metadata already.
 */
export function addMetadata(model: Uint8Array): Uint8Array<ArrayBuffer> {
  const { view } = readNetwork(model);
  const root = rootTable(view);
  if (fieldAt(view, root, MODEL.metadata) !== undefined) {
    throw new Error('This model has metadata already.');
  }
  const count = vectorIn(view, root, MODEL.buffers).length;
  return changeModel(model, {
    buffers: [writeMetadata()],
    metadata: new Map([[METADATA_NAME, count]]),
  });
}

function writeInput(builder: Builder): number {
  builder.startObject(IMAGE_PROPERTIES.fields);
  builder.addFieldInt8(IMAGE_PROPERTIES.colorSpace, TYPE.rgb, 0);
  const image = builder.endObject();
  builder.startObject(CONTENT.fields);
  builder.addFieldInt8(CONTENT.propertiesType, TYPE.imageProperties, 0);
  builder.addFieldOffset(CONTENT.properties, image, 0);
  const content = builder.endObject();

  const mean = writeFloats(builder, [0]);
  const std = writeFloats(builder, [255]);
  builder.startObject(NORMALIZATION.fields);
  builder.addFieldOffset(NORMALIZATION.mean, mean, 0);
  builder.addFieldOffset(NORMALIZATION.std, std, 0);
  const normalization = builder.endObject();
  builder.startObject(PROCESS_UNIT.fields);
  builder.addFieldInt8(PROCESS_UNIT.optionsType, TYPE.normalizationOptions, 0);
  builder.addFieldOffset(PROCESS_UNIT.options, normalization, 0);
  const processUnits = writeTables(builder, [builder.endObject()]);

  const name = builder.createString('image');
  builder.startObject(TENSOR_METADATA.fields);
  builder.addFieldOffset(TENSOR_METADATA.name, name, 0);
  builder.addFieldOffset(TENSOR_METADATA.content, content, 0);
  builder.addFieldOffset(TENSOR_METADATA.processUnits, processUnits, 0);
  return builder.endObject();
}

function writeFloats(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addFloat32(value);
  return builder.endVector();
}
