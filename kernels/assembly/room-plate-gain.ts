/** By how much the camera's light has changed: of each channel, over points that are surely room and known. */
import { PLATE_BINS, PLATE_BITS, PLATE_GAIN, PLATE_LEAST } from '../../src/kernels/constants';
import { surelyNobody } from './room-plate-band';
import { bins, colors, height, input, plane, seen, width } from './room-plate-places';

/** Every so many points of every so many rows are looked at. */
const STEP: i32 = 6;
/** A colour beyond these is cut off, or nothing but noise. */
const DARK: f32 = 24;
const BRIGHT: f32 = 240;
/** Points below which nothing is said. */
const ENOUGH: i32 = 100;
const BINS: i32 = PLATE_BINS;
const MOST: f32 = <f32>PLATE_GAIN;
/** Ratios by their bits, which rise as they do. */
const LOWEST: i32 = reinterpret<i32>(<f32>1 / MOST);
const BIN: i32 = (reinterpret<i32>(MOST) - LOWEST) / BINS + 1;
const UNIT: f32 = <f32>1 / <f32>(1 << PLATE_BITS);
/** A change of less than this, of all channels together, is none. */
const NONE: f32 = 0.003;

/** Gains of red, green and blue, less 1, in three lanes; all 0 where there is none. */
export function findGain(): v128 {
  memory.fill(bins, 0, 12 * BINS);
  countRatios();
  const middle = f32x4(middleOf(bins), middleOf(bins + 4 * BINS), middleOf(bins + 8 * BINS), 1);
  const gain = meanNear(middle);
  const change = f32x4.sub(gain, f32x4.splat(1));
  const size = f32x4.abs(change);
  const all =
    f32x4.extract_lane(size, 0) + f32x4.extract_lane(size, 1) + f32x4.extract_lane(size, 2);
  return all < NONE ? f32x4.splat(0) : change;
}

function countRatios(): void {
  for (let y = STEP / 2; y < height; y += STEP) {
    for (let x = STEP / 2; x < width; x += STEP) {
      const i = y * width + x;
      if (!isKnown(i, x, y)) continue;
      for (let channel = 0; channel < 3; channel++) {
        const was = <f32>load<i16>(colors + channel * plane + 2 * i) * UNIT;
        const is = <f32>load<u8>(input + 4 * i + channel);
        if (was < DARK || was > BRIGHT || is < DARK || is > BRIGHT) continue;
        const bin = (reinterpret<i32>(is / was) - LOWEST) / BIN;
        if (bin < 0 || bin >= BINS) continue;
        const at = bins + 4 * (channel * BINS + bin);
        store<i32>(at, load<i32>(at) + 1);
      }
    }
  }
}

/** The median of a histogram; 1 where there are too few. */
function middleOf(from: usize): f32 {
  let count = 0;
  for (let bin = 0; bin < BINS; bin++) count += load<i32>(from + 4 * bin);
  if (count < ENOUGH) return 1;
  let rest: f32 = <f32>count / 2;
  let bin = 0;
  while (rest > <f32>load<i32>(from + 4 * bin)) rest -= <f32>load<i32>(from + 4 * bin++);
  const way = rest / <f32>load<i32>(from + 4 * bin);
  return reinterpret<f32>(LOWEST + <i32>((<f32>bin + way) * <f32>BIN));
}

/** Of the points near the median the mean, which is finer than a bin. */
function meanNear(middle: v128): v128 {
  let before = f32x4.splat(0);
  let now = f32x4.splat(0);
  for (let y = STEP / 2; y < height; y += STEP) {
    for (let x = STEP / 2; x < width; x += STEP) {
      const i = y * width + x;
      if (!isKnown(i, x, y)) continue;
      const at = colors + 2 * i;
      let was = f32x4.splat(<f32>load<i16>(at));
      was = f32x4.replace_lane(was, 1, <f32>load<i16>(at + plane));
      was = f32x4.mul(
        f32x4.replace_lane(was, 2, <f32>load<i16>(at + 2 * plane)),
        f32x4.splat(UNIT),
      );
      const pixel = i16x8.extend_low_i8x16_u(v128.load32_zero(input + 4 * i));
      const is = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(pixel));
      const away = f32x4.abs(f32x4.sub(is, f32x4.mul(was, middle)));
      const allowed = f32x4.add(f32x4.splat(4), f32x4.mul(was, f32x4.splat(0.03)));
      let counts = f32x4.lt(away, allowed);
      for (let side = 0; side < 2; side++) {
        const value = side ? is : was;
        counts = v128.and(counts, f32x4.gt(value, f32x4.splat(DARK)));
        counts = v128.and(counts, f32x4.lt(value, f32x4.splat(BRIGHT)));
      }
      before = f32x4.add(before, v128.and(was, counts));
      now = f32x4.add(now, v128.and(is, counts));
    }
  }
  const isEnough = f32x4.gt(before, f32x4.splat(<f32>ENOUGH * DARK));
  return v128.bitselect(f32x4.div(now, before), middle, isEnough);
}

function isKnown(i: i32, x: i32, y: i32): bool {
  if (<i32>load<u8>(seen + i) < PLATE_LEAST) return false;
  return ((surelyNobody(x & ~7, y) >> (x & 7)) & 1) === 1;
}
