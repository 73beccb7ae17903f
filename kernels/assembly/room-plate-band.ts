/** What the mask says around each point, a bit per point: rows of words of 64, of which the first point is the lowest. */
import { PLATE_MARGIN, PLATE_REACH } from '../../src/kernels/constants';
import { bits, height, mask, stride, width } from './room-plate-places';

/** Planes of bits: surely nobody; where the plate is asked; surely a person. The others are on the way there. */
const SURE: i32 = 0;
const ASKED: i32 = 1;
const PERSON: i32 = 2;
const SOMEBODY: i32 = 3;
const NEAR: i32 = 4;
const ROOM: i32 = 5;
const SCRATCH: i32 = 6;
/** Bytes of a mask: from 0.06 and 0.1, over 0.03, under a half, and from 0.95. */
const LEARNS_BELOW: i8 = 16;
const NOBODY_BELOW: i8 = 26;
const NEAR_FROM: i8 = 8;
const ROOM_BELOW: i8 = <i8>128;
const PERSON_FROM: i8 = <i8>242;

const LANES: v128 = i16x8(1, 2, 4, 8, 16, 32, 64, 128);

export function readBand(): void {
  const plane = stride * height;
  readMask(plane);
  const scratch = bits + SCRATCH * plane;
  widen(bits + SOMEBODY * plane, scratch, PLATE_MARGIN);
  widen(bits + NEAR * plane, scratch, PLATE_MARGIN);
  widen(bits + ROOM * plane, scratch, PLATE_REACH);
  for (let at = bits; at < bits + plane; at += 8) {
    const nobody = ~(load<u64>(at + SURE * plane) | load<u64>(at + SOMEBODY * plane));
    store<u64>(at + SURE * plane, nobody);
    store<u64>(at + ASKED * plane, load<u64>(at + NEAR * plane) & load<u64>(at + ROOM * plane));
  }
}

/** Eight bits of a plane, from x on, which is a multiple of 8. */
export function surelyNobody(x: i32, y: i32): i32 {
  return eightOf(SURE, x, y);
}

export function asked(x: i32, y: i32): i32 {
  return eightOf(ASKED, x, y);
}

export function surelyPerson(x: i32, y: i32): i32 {
  return eightOf(PERSON, x, y);
}

function eightOf(plane: i32, x: i32, y: i32): i32 {
  return <i32>load<u8>(bits + (plane * height + y) * stride + (x >> 3));
}

/** Eight bits as lanes of 16. */
export function lanesOf(bits: i32): v128 {
  return i16x8.eq(v128.and(i16x8.splat(<i16>bits), LANES), LANES);
}

function readMask(plane: i32): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 16) {
      const from = mask + 4 * (y * width + x);
      const low = i16x8.narrow_i32x4_s(byteOf(v128.load(from)), byteOf(v128.load(from, 16)));
      const high = i16x8.narrow_i32x4_s(byteOf(v128.load(from, 32)), byteOf(v128.load(from, 48)));
      const bytes = i8x16.narrow_i16x8_u(low, high);
      const to = bits + y * stride + (x >> 3);
      storeBits(to + SURE * plane, i8x16.ge_u(bytes, i8x16.splat(LEARNS_BELOW)));
      storeBits(to + SOMEBODY * plane, i8x16.ge_u(bytes, i8x16.splat(NOBODY_BELOW)));
      storeBits(to + NEAR * plane, i8x16.ge_u(bytes, i8x16.splat(NEAR_FROM)));
      storeBits(to + ROOM * plane, i8x16.lt_u(bytes, i8x16.splat(ROOM_BELOW)));
      storeBits(to + PERSON * plane, i8x16.ge_u(bytes, i8x16.splat(PERSON_FROM)));
    }
  }
}

/** 0..1 as 0..255: the lowest bits of a number of this size are whole. */
function byteOf(values: v128): v128 {
  const scaled = f32x4.add(f32x4.mul(values, f32x4.splat(255)), f32x4.splat(8388608));
  return v128.and(scaled, i32x4.splat(255));
}

function storeBits(at: usize, isSet: v128): void {
  store<u16>(at, <u16>i8x16.bitmask(isSet));
}

/** Sets the bits up to `reach` columns and rows away, too; up to 63. */
function widen(plane: usize, scratch: usize, reach: i32): void {
  for (let y = 0; y < height; y++) {
    const row = plane + y * stride;
    let before: u64 = 0;
    let here = load<u64>(row);
    for (let word = 0; word < stride; word += 8) {
      const behind = word + 8 < stride ? load<u64>(row + word, 8) : 0;
      let all = here;
      for (let i = 1; i <= reach; i++) {
        all |= (here << i) | (before >> (64 - i));
        all |= (here >> i) | (behind << (64 - i));
      }
      store<u64>(scratch + y * stride + word, all);
      before = here;
      here = behind;
    }
  }
  for (let y = 0; y < height; y++) {
    const first = max(0, y - reach);
    const last = min(height - 1, y + reach);
    for (let word = 0; word < stride; word += 8) {
      let all: u64 = 0;
      for (let row = first; row <= last; row++) all |= load<u64>(scratch + row * stride + word);
      store<u64>(plane + y * stride + word, all);
    }
  }
}
