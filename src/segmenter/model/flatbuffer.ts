/**
 * Reads flatbuffers by position. A table is named by the position of its first byte, a field by its
 * number in the schema; nothing is copied, so a value can also be overwritten where it stands.
 * Positions outside the file throw a RangeError.
 */

/** The elements of a vector: how many, and where the first one stands. */
export type Vector = { readonly length: number; readonly start: number };

/** A view on exactly these bytes; writing to it changes them. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The four letters that say what the file is; throws a RangeError under 8 bytes. */
export function fileIdentifier(view: DataView): string {
  return String.fromCharCode(...[4, 5, 6, 7].map((at) => view.getUint8(at)));
}

/** Position of the root table. */
export function rootTable(view: DataView): number {
  return view.getUint32(0, true);
}

/** Position of a field's value; undefined where the file leaves it at its default. */
export function fieldAt(view: DataView, table: number, field: number): number | undefined {
  const vtable = table - view.getInt32(table, true);
  const entry = 4 + 2 * field;
  if (entry >= view.getUint16(vtable, true)) return undefined;
  const offset = view.getUint16(vtable + entry, true);
  return offset === 0 ? undefined : table + offset;
}

/** Follows the offset stored at `at` to a table, vector or string. */
export function follow(view: DataView, at: number): number {
  return at + view.getUint32(at, true);
}

/** The table a field points to; undefined where the field is left out. */
export function tableIn(view: DataView, table: number, field: number): number | undefined {
  const at = fieldAt(view, table, field);
  return at === undefined ? undefined : follow(view, at);
}

/** The vector a field points to; empty where the field is left out. */
export function vectorIn(view: DataView, table: number, field: number): Vector {
  const at = tableIn(view, table, field);
  return at === undefined
    ? { length: 0, start: 0 }
    : { length: view.getUint32(at, true), start: at + 4 };
}

/** Positions of the tables in a vector of tables. */
export function tablesIn(view: DataView, table: number, field: number): number[] {
  const { length, start } = vectorIn(view, table, field);
  return Array.from({ length }, (_, i) => follow(view, start + 4 * i));
}

/** The values of a vector of 32-bit whole numbers. */
export function intsOf(view: DataView, { length, start }: Vector): number[] {
  return Array.from({ length }, (_, i) => view.getInt32(start + 4 * i, true));
}

/** The text a field points to; empty where the field is left out. */
export function stringIn(view: DataView, table: number, field: number): string {
  const { length, start } = vectorIn(view, table, field);
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start, length));
}
