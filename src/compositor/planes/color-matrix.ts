/**
 * Between the code values of luma and chroma (8 bit) and red, green, blue of 0..255:
 * `r = luma·(Y - black) + rv·(V - 128)` and so on, and back. Both ways are affine.
 */
export type ColorMatrix = {
  /** Code value of black: 16 in limited range, 0 in full range. */
  readonly black: number;
  readonly luma: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
  /** `Y = black + yr·r + yg·g + yb·b`. */
  readonly yr: number;
  readonly yg: number;
  readonly yb: number;
  /** `U = 128 + ur·r + ug·g + ub·b`. */
  readonly ur: number;
  readonly ug: number;
  readonly ub: number;
  /** `V = 128 + vr·r + vg·g + vb·b`. */
  readonly vr: number;
  readonly vg: number;
  readonly vb: number;
};

/** Shares of red and blue in luma: ITU-R BT.601-7 2.5.1, BT.709-6 3.2, BT.2020-2 table 4. */
const BT601 = createColorMatrices(0.299, 0.114);
const BT709 = createColorMatrices(0.2126, 0.0722);
const BT2020 = createColorMatrices(0.2627, 0.0593);

/** By the names of VideoColorSpace. */
const MATRICES: Readonly<Partial<Record<string, typeof BT601>>> = {
  smpte170m: BT601,
  bt470bg: BT601,
  bt709: BT709,
  'bt2020-ncl': BT2020,
};

/** What a frame is made in that comes as red, green and blue. */
export const RGB_SPACE: VideoColorSpaceInit = {
  primaries: 'bt709',
  transfer: 'iec61966-2-1',
  matrix: 'smpte170m',
  fullRange: false,
};

/**
 * The matrix of planes in a colour space. Without a matrix, or with one that planes cannot have,
 * BT.601 in limited range at every size: so Chromium 156 reads such a frame into textures and
 * canvases. Primaries and transfer are left alone. The same object for the same colours.
 */
export function colorMatrixOf({ matrix, fullRange }: VideoColorSpaceInit): ColorMatrix {
  const known = matrix ? MATRICES[matrix] : undefined;
  return known ? known[fullRange ? 'full' : 'limited'] : BT601.limited;
}

/**
 * The colour space to give to planes of frames that came in `space`. Where a browser takes planes
 * without a matrix for BT.709, as Firefox 153 does, one that was left open is named: a camera's planes
 * are BT.601, there too (docs/browser-faults.md#unnamed-colours).
 */
export function namedSpace(space: VideoColorSpaceInit): VideoColorSpaceInit {
  namesSpaces ??= fillsInSpace();
  return space.matrix || !namesSpaces ? space : { ...space, matrix: 'smpte170m', fullRange: false };
}

let namesSpaces: boolean | undefined;

/** Whether the browser gives a colour space to planes that come without one. */
function fillsInSpace(): boolean {
  const init = { format: 'I420', codedWidth: 2, codedHeight: 2, timestamp: 0 } as const;
  const frame = new VideoFrame(new Uint8Array(6), init);
  const filled = frame.colorSpace.matrix !== null;
  frame.close();
  return filled;
}

function createColorMatrices(red: number, blue: number) {
  return {
    limited: createColorMatrix(red, blue, false),
    full: createColorMatrix(red, blue, true),
  };
}

function createColorMatrix(red: number, blue: number, full: boolean): ColorMatrix {
  const green = 1 - red - blue;
  // Code values per unit of 0..255. Limited range: 219 steps of luma, 224 of chroma (BT.709-6 4.6).
  const y = full ? 1 : 219 / 255;
  const c = full ? 1 : 224 / 255;
  const u = (0.5 * c) / (1 - blue);
  const v = (0.5 * c) / (1 - red);
  return {
    black: full ? 0 : 16,
    luma: 1 / y,
    rv: 1 / v,
    gu: -blue / (green * u),
    gv: -red / (green * v),
    bu: 1 / u,
    yr: y * red,
    yg: y * green,
    yb: y * blue,
    ur: -u * red,
    ug: -u * green,
    ub: u * (1 - blue),
    vr: v * (1 - red),
    vg: -v * green,
    vb: -v * blue,
  };
}
