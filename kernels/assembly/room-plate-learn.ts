/** Running mean and variance of the room's colours, eight points at once, where surely nobody is. */
import {
  BLOCK,
  PLATE_BITS,
  PLATE_FLOOR,
  PLATE_LEAST,
  PLATE_MOST,
  PLATE_NOISE_BITS,
} from '../../src/kernels/constants';
import { lanesOf, surelyNobody } from './room-plate-band';
import {
  across,
  colors,
  counts,
  down,
  height,
  input,
  seen as observations,
  plane,
  noise as variances,
  width,
} from './room-plate-places';

/** Squared distances, in variances, of a point that is as it was, and from which it is something else. */
const FITS: i32 = 9;
const GONE: i32 = 16;
/** Of 2 ** 15: least weight of a frame in the variance, and that of a frame in which a point is something else. */
const LEAST_SHARE: i32 = 1638;
const GONE_SHARE: i32 = 3277;
/** What is left of a point's observations then, of 256. */
const LEFT: i32 = 179;
/** Four and eight points with as many observations as are counted. */
const FOUR_MOST: u64 = 0x01010101 * <u64>PLATE_MOST;
const ALL_MOST: u64 = FOUR_MOST | (FOUR_MOST << 32);
const FLOOR: i32 = (<i32>PLATE_FLOOR) << PLATE_NOISE_BITS;
/** Colours are squared with half of the variance's bits behind the point. */
const DROPPED_BITS: i32 = PLATE_BITS - PLATE_NOISE_BITS / 2;
/** Sum of three squares that is as large a variance as can be told. */
const MOST_SQUARES: i32 = 3 * (255 << PLATE_NOISE_BITS);

/** gain: see findGain. turn: of the points that are known best, even or odd rows learn from this frame. */
export function learn(gain: v128, turn: i32): void {
  memory.fill(counts, 0, 4 * across * down);
  const isRelit = v128.any_true(gain);
  for (let y = 0; y < height; y++) {
    const isDue = (y & 1) === turn;
    for (let x = 0; x < width; x += BLOCK) {
      const i = y * width + x;
      if (isRelit) relight(i, gain);
      const sure = surelyNobody(x, y);
      if (!sure || (!isDue && load<u64>(observations + i) === ALL_MOST)) continue;
      learnEight(i, lanesOf(sure), counts + 4 * ((y / BLOCK) * across + x / BLOCK));
    }
  }
}

/** Brings the room into the light of this frame. */
function relight(i: i32, gain: v128): void {
  let at = colors + 2 * i;
  const shares = i32x4.trunc_sat_f32x4_s(f32x4.mul(gain, f32x4.splat(32768)));
  const changes = i16x8.narrow_i32x4_s(shares, shares);
  for (let channel = 0; channel < 3; channel++) {
    const share = i8x16.swizzle(changes, i16x8.splat(<i16>(0x0100 + 0x0202 * channel)));
    const color = v128.load(at);
    v128.store(at, i16x8.add_sat_s(color, i16x8.q15mulr_sat_s(color, share)));
    at += plane;
  }
}

/** count: of the block. */
function learnEight(i: i32, sure: v128, count: usize): void {
  const at = colors + 2 * i;
  const noiseAt = variances + 2 * i;
  const seenAt = observations + i;
  const low = v128.load(input + 4 * i);
  const high = v128.load(input + 4 * i, 16);
  const red = channelOf(low, high, 0);
  const green = channelOf(low, high, 8);
  const blue = channelOf(low, high, 16);
  const wasRed = v128.load(at);
  const wasGreen = v128.load(at + plane);
  const wasBlue = v128.load(at + 2 * plane);
  const dr = i16x8.sub(red, wasRed);
  const dg = i16x8.sub(green, wasGreen);
  const db = i16x8.sub(blue, wasBlue);
  const squaresLow = squares(dr, dg, db, false);
  const squaresHigh = squares(dr, dg, db, true);
  const noise = v128.load(noiseAt);
  const noiseLow = i32x4.extend_low_i16x8_u(noise);
  const noiseHigh = i32x4.extend_high_i16x8_u(noise);

  const seen = i16x8.extend_low_i8x16_u(v128.load64_zero(seenAt));
  const isNew = i16x8.eq(seen, i16x8.splat(0));
  const isKnown = v128.and(sure, i16x8.ge_s(seen, i16x8.splat(<i16>PLATE_LEAST)));
  const allowedLow = i32x4.add(noiseLow, i32x4.splat(FLOOR));
  const allowedHigh = i32x4.add(noiseHigh, i32x4.splat(FLOOR));
  const fits = within(squaresLow, squaresHigh, allowedLow, allowedHigh, FITS);
  const isGone = v128.andnot(
    isKnown,
    within(squaresLow, squaresHigh, allowedLow, allowedHigh, GONE),
  );
  const known = popcnt(i16x8.bitmask(isKnown));
  const good = popcnt(i16x8.bitmask(v128.and(isKnown, fits)));
  store<u32>(count, load<u32>(count) + ((known << 16) | good));

  const more = i16x8.min_s(i16x8.add(seen, i16x8.splat(1)), i16x8.splat(<i16>PLATE_MOST));
  const shareLow = oneOf(i32x4.extend_low_i16x8_s(more));
  const shareHigh = oneOf(i32x4.extend_high_i16x8_s(more));
  const share = i16x8.narrow_i32x4_s(shareLow, shareHigh);
  const learns = v128.andnot(sure, isGone);
  storeWhere(at, learns, wasRed, moved(wasRed, dr, share, red, isNew));
  storeWhere(at + plane, learns, wasGreen, moved(wasGreen, dg, share, green, isNew));
  storeWhere(at + 2 * plane, learns, wasBlue, moved(wasBlue, db, share, blue, isNew));

  const goneLow = i32x4.extend_low_i16x8_s(isGone);
  const goneHigh = i32x4.extend_high_i16x8_s(isGone);
  const spread = i16x8.narrow_i32x4_u(
    spreadOf(noiseLow, squaresLow, shareLow, goneLow),
    spreadOf(noiseHigh, squaresHigh, shareHigh, goneHigh),
  );
  storeWhere(noiseAt, sure, noise, v128.bitselect(i16x8.splat(<i16>FLOOR), spread, isNew));

  const left = i16x8.shr_u(i16x8.mul(seen, i16x8.splat(<i16>LEFT)), 8);
  const fewer = v128.and(left, i16x8.ge_s(left, i16x8.splat(<i16>PLATE_LEAST)));
  const observed = v128.bitselect(v128.bitselect(fewer, more, isGone), seen, sure);
  v128.store64_lane(seenAt, i8x16.narrow_i16x8_u(observed, observed), 0);
}

/** One channel of eight pixels, with PLATE_BITS behind the point. */
function channelOf(low: v128, high: v128, shift: i32): v128 {
  const byte = i32x4.splat(255);
  const a = v128.and(i32x4.shr_u(low, shift), byte);
  const b = v128.and(i32x4.shr_u(high, shift), byte);
  return i16x8.shl(i16x8.narrow_i32x4_s(a, b), PLATE_BITS);
}

/** Sum of the squares of three differences, of the lower or the upper four points. */
function squares(dr: v128, dg: v128, db: v128, isHigh: bool): v128 {
  const r = i16x8.shr_s(dr, DROPPED_BITS);
  const g = i16x8.shr_s(dg, DROPPED_BITS);
  const b = i16x8.shr_s(db, DROPPED_BITS);
  if (isHigh)
    return i32x4.add(
      i32x4.add(i32x4.extmul_high_i16x8_s(r, r), i32x4.extmul_high_i16x8_s(g, g)),
      i32x4.extmul_high_i16x8_s(b, b),
    );
  return i32x4.add(
    i32x4.add(i32x4.extmul_low_i16x8_s(r, r), i32x4.extmul_low_i16x8_s(g, g)),
    i32x4.extmul_low_i16x8_s(b, b),
  );
}

/** Where a colour is no further off than so many variances of three channels. */
function within(
  squaresLow: v128,
  squaresHigh: v128,
  noiseLow: v128,
  noiseHigh: v128,
  times: i32,
): v128 {
  const factor = i32x4.splat(3 * times);
  const low = i32x4.mul(noiseLow, factor);
  const high = i32x4.mul(noiseHigh, factor);
  return i16x8.narrow_i32x4_s(i32x4.le_s(squaresLow, low), i32x4.le_s(squaresHigh, high));
}

/** 1 / n of 2 ** 15, for n of 2 and more. */
function oneOf(n: v128): v128 {
  const many = f32x4.convert_i32x4_s(i32x4.max_s(n, i32x4.splat(2)));
  return i32x4.trunc_sat_f32x4_s(f32x4.div(f32x4.splat(32768), many));
}

function moved(was: v128, difference: v128, share: v128, now: v128, isNew: v128): v128 {
  return v128.bitselect(now, i16x8.add(was, i16x8.q15mulr_sat_s(difference, share)), isNew);
}

/** The variance with one observation more. */
function spreadOf(noise: v128, sum: v128, share: v128, isGone: v128): v128 {
  const held = i32x4.min_s(sum, i32x4.splat(MOST_SQUARES));
  // A third.
  const square = i32x4.shr_u(i32x4.mul(held, i32x4.splat(85)), 8);
  const least = i32x4.max_s(share, i32x4.splat(LEAST_SHARE));
  const weight = v128.bitselect(i32x4.splat(GONE_SHARE), least, isGone);
  const change = i32x4.mul(i32x4.sub(square, noise), weight);
  return i32x4.add(noise, i32x4.shr_s(i32x4.add(change, i32x4.splat(1 << 14)), 15));
}

function storeWhere(at: usize, where: v128, was: v128, is: v128): void {
  v128.store(at, v128.bitselect(is, was, where));
}
