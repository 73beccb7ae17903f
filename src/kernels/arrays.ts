/** Where arrays of zeros come from, by their length. */
export type Arrays = {
  bytes(length: number): Uint8Array<ArrayBuffer>;
  ints(length: number): Int32Array<ArrayBuffer>;
  floats(length: number): Float32Array<ArrayBuffer>;
};

/** Arrays that no kernel works on, each on its own. */
export const APART: Arrays = {
  bytes: (length) => new Uint8Array(length),
  ints: (length) => new Int32Array(length),
  floats: (length) => new Float32Array(length),
};
