import { describe, expect, it } from 'vitest';
import {
  fieldAt,
  fileIdentifier,
  rootTable,
  stringIn,
  tableIn,
  tablesIn,
  vectorIn,
  viewOf,
} from '../src/segmenter/model/flatbuffer.ts';
import { MODEL, type Network, readNetwork } from '../src/segmenter/model/network.ts';
import { reshape } from '../src/segmenter/model/reshape.ts';
import { addMetadata, METADATA_NAME, writeMetadata } from './metadata.ts';
import { readSource, sha256Of } from './source.ts';

const general = await readSource('general');

/** What tasks-vision reads from metadata, with the schema's field numbers. */
function parseMetadata(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const graphs = tablesIn(view, rootTable(view), 3);
  const inputs = graphs.flatMap((graph) => tablesIn(view, graph, 2));
  const byteIn = (table = 0, field = 0) => view.getInt8(fieldAt(view, table, field) ?? 0);
  const floatsIn = (table: number, field: number) => {
    const { length, start } = vectorIn(view, table, field);
    return Array.from({ length }, (_, i) => view.getFloat32(start + 4 * i, true));
  };
  return {
    identifier: fileIdentifier(view),
    graphs: graphs.length,
    outputs: graphs.flatMap((graph) => tablesIn(view, graph, 3)).length,
    inputs: inputs.map((input) => {
      const content = tableIn(view, input, 3) ?? 0;
      return {
        contentType: byteIn(content, 0),
        colorSpace: byteIn(tableIn(view, content, 1), 0),
        processUnits: tablesIn(view, input, 4).map((unit) => {
          const options = tableIn(view, unit, 1) ?? 0;
          return {
            type: byteIn(unit, 0),
            mean: floatsIn(options, 0),
            std: floatsIn(options, 1),
          };
        }),
      };
    }),
  };
}

/** The model's metadata entries with their bytes and where these stand. */
function metadataOf(model: Uint8Array) {
  const { view } = readNetwork(model);
  const root = rootTable(view);
  const buffers = tablesIn(view, root, MODEL.buffers);
  return tablesIn(view, root, MODEL.metadata).map((entry) => {
    const buffer = buffers[view.getUint32(fieldAt(view, entry, 1) ?? 0, true)] ?? 0;
    const { start, length } = vectorIn(view, buffer, 0);
    return { name: stringIn(view, entry, 0), start, bytes: model.slice(start, start + length) };
  });
}

/** The weights' bytes, tensor by tensor. */
function weightsOf(model: Uint8Array, { tensors }: Network): Uint8Array[] {
  return tensors.map(({ data }) => model.slice(data.start, data.start + data.length));
}

describe('writeMetadata', () => {
  it('describes one RGB picture of 0..1 and one mask', () => {
    expect(parseMetadata(writeMetadata())).toEqual({
      identifier: 'M001',
      graphs: 1,
      outputs: 1,
      inputs: [
        { contentType: 2, colorSpace: 1, processUnits: [{ type: 1, mean: [0], std: [255] }] },
      ],
    });
  });
});

describe('addMetadata', () => {
  const model = addMetadata(general);

  it('puts the metadata where tasks-vision looks for it', () => {
    const [entry, ...rest] = metadataOf(model);
    expect(rest).toEqual([]);
    expect(entry?.name).toBe(METADATA_NAME);
    expect(entry?.bytes).toEqual(new Uint8Array(writeMetadata()));
    expect(fileIdentifier(viewOf(model))).toBe('TFL3');
  });

  it('keeps version, description, operators and weights', () => {
    const [before, after] = [readNetwork(general), readNetwork(model)];
    const [oldRoot, newRoot] = [rootTable(before.view), rootTable(after.view)];
    expect(after.view.getUint32(fieldAt(after.view, newRoot, MODEL.version) ?? 0, true)).toBe(3);
    expect(stringIn(after.view, newRoot, MODEL.description)).toBe(
      stringIn(before.view, oldRoot, MODEL.description),
    );
    const plain = ({ operators }: Network) =>
      operators.map(({ operation, inputs, outputs }) => ({ operation, inputs, outputs }));
    expect(plain(after)).toEqual(plain(before));
    expect(weightsOf(model, after)).toEqual(weightsOf(general, before));
  });

  it('keeps weights and metadata at multiples of 16 bytes', () => {
    const filled = readNetwork(model).tensors.filter(({ data }) => data.length > 0);
    expect(filled.length).toBeGreaterThan(100);
    expect(filled.filter(({ data }) => data.start % 16 !== 0)).toEqual([]);
    expect(metadataOf(model).map(({ start }) => start % 16)).toEqual([0]);
  });

  it('can come before or after re-shaping', () => {
    const size = { width: 320, height: 176 };
    expect(sha256Of(reshape(model, size))).toBe(sha256Of(addMetadata(reshape(general, size))));
  });

  it('refuses a model that has metadata, and what is no model', () => {
    expect(() => addMetadata(model)).toThrow('This model has metadata already.');
    expect(() => addMetadata(new Uint8Array(100))).toThrow(/Not a TensorFlow Lite model/);
  });
});
