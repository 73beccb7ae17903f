import type { Pointer } from './mask-kernels';

/** Those of src/compositor/planes. width, height: of planes in whole tiles, where nothing else is said. */
export type PlaneKernels = {
  /** createBoxBlur; one, other: lines with a margin of 3 · (radius + 1) pixels on both sides. */
  boxBlur(
    from: Pointer,
    into: Pointer,
    turned: Pointer,
    one: Pointer,
    other: Pointer,
    width: number,
    height: number,
    radius: number,
    end: number,
  ): void;
  /** createBackground, the marked tiles; factors: see writeFactors there. */
  background(
    luma: Pointer,
    u: Pointer,
    v: Pointer,
    alpha: Pointer,
    light: Pointer,
    kinds: Pointer,
    wanted: Pointer,
    factors: Pointer,
    width: number,
    height: number,
  ): void;
  /** createPlaneMatte; tables: see kernel-matte.ts and kernels/assembly/matte.ts. */
  planeMatte(
    luma: Pointer,
    u: Pointer,
    v: Pointer,
    alpha: Pointer,
    kinds: Pointer,
    points: Pointer,
    bits: Pointer,
    firsts: Pointer,
    ways: Pointer,
    tileTables: Pointer,
    factors: Pointer,
    scratch: Pointer,
    columns: number,
    rows: number,
    width: number,
    height: number,
  ): void;
  /** createEnlarger, a run of pixels on some rows; tables: see kernel-enlarge.ts. */
  enlarge(
    from: Pointer,
    width: number,
    height: number,
    to: Pointer,
    toWidth: number,
    bits: number,
    left: number,
    right: number,
    top: number,
    bottom: number,
    line: Pointer,
    tables: Pointer,
  ): void;
  /** createLocalBackground, one direction; weights: one side of the gaussian, `reach` + 1 of them. */
  localBackground(
    from: Pointer,
    to: Pointer,
    marked: Pointer,
    weights: Pointer,
    reach: number,
    width: number,
    height: number,
    down: 0 | 1,
  ): void;
  /** createForeground; frame, out: all planes of each. */
  foreground(
    frame: Pointer,
    out: Pointer,
    alpha: Pointer,
    near: Pointer,
    kinds: Pointer,
    matrix: Pointer,
    width: number,
    height: number,
  ): void;
  /** createLightWrap; soft, out: all planes of each. */
  lightWrap(
    soft: Pointer,
    out: Pointer,
    alpha: Pointer,
    near: Pointer,
    kinds: Pointer,
    shown: Pointer,
    most: number,
    width: number,
    height: number,
  ): void;
  /** createPlaneInput; tables: see kernels/assembly/input.ts. columns: a multiple of 4. */
  planeInput(
    luma: Pointer,
    u: Pointer,
    v: Pointer,
    pixels: Pointer,
    line: Pointer,
    firsts: Pointer,
    columnWeights: Pointer,
    columnChroma: Pointer,
    places: Pointer,
    rowWeights: Pointer,
    rowChroma: Pointer,
    factors: Pointer,
    width: number,
    columns: number,
    rows: number,
  ): void;
  /** Parts interleaved bytes. count: pairs. */
  chromaSplit(pairs: Pointer, u: Pointer, v: Pointer, count: number): void;
};
