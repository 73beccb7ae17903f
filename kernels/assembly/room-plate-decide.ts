/** What the learned room says of the mask near its edge, four points at once. */
import {
  BLOCK,
  PERSON_SUMS,
  PLATE_FLOOR,
  PLATE_LEAST,
  PLATE_NOISE_BITS,
  PLATE_RESTLESS,
} from '../../src/kernels/constants';
import { asked, lanesOf } from './room-plate-band';
import { byteOf, colorAt, distance, exponential } from './room-plate-colors';
import {
  across,
  colors,
  down,
  height,
  input,
  moved,
  plane,
  seen,
  sums,
  trust,
  noise as variances,
  width,
} from './room-plate-places';

/** Points of the person below which their colours are not known; their variance then, and what is always allowed for. */
const ENOUGH: i32 = 16;
const UNKNOWN: f32 = 3000;
const ALLOWED: f32 = 100;
/** Part of the person's colours that may be any: density of one in 256³, with the 15.7 that both densities lack. */
const OTHERS: f32 = 0.1;
const ANY: f32 = (OTHERS * 15.7) / 16.7e6;
/** The mask is never surer than this. */
const UNSURE: f32 = 0.03;
/** Bounds of the odds: e^5 and e^-5. */
const MOST_ODDS: f32 = 148.41316;
const LEAST_ODDS: f32 = 0.0067379;
/** Squared distance from the room that is taken for the person's where their colours are not known: 40 of each channel. */
const APART: f32 = 3 * 40 * 40;
/** Room in shadow: as dark as this share of itself, as bright as that; and from how far off it is none, in deviations. */
const SHADOW: f32 = 0.6;
const BRIGHTER: f32 = 1.03;
const SHADOW_FROM: f32 = 2;
const SHADOW_TO: f32 = 4;

/** Of the block: the person's mean colour and its spread, and whether it is known. */
let personRed = f32x4.splat(0);
let personGreen = f32x4.splat(0);
let personBlue = f32x4.splat(0);
let spread: f32 = 0;
let isPersonKnown: bool = false;

/** calm: how far the whole plate is believed, 0..1. */
export function decide(calm: f32): void {
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const belief: f32 = load<f32>(trust + 4 * (y * across + x)) * calm;
      if (belief > 0) decideBlock(x, y, belief);
    }
}

function decideBlock(column: i32, row: i32, belief: f32): void {
  const bottom = min(height, (row + 1) * BLOCK);
  let isRead = false;
  for (let y = row * BLOCK; y < bottom; y++) {
    const i = y * width + column * BLOCK;
    const bits = asked(column * BLOCK, y);
    if (!bits) continue;
    const isKnown = i8x16.ge_u(v128.load64_zero(seen + i), i8x16.splat(<i8>PLATE_LEAST));
    const isAsked = v128.and(lanesOf(bits), i16x8.extend_low_i8x16_s(isKnown));
    if (!v128.any_true(isAsked)) continue;
    if (!isRead) readPerson(column, row);
    isRead = true;
    decideFour(i, i32x4.extend_low_i16x8_s(isAsked), belief);
    decideFour(i + 4, i32x4.extend_high_i16x8_s(isAsked), belief);
  }
}

/** The person's colours in and around a block. */
function readPerson(column: i32, row: i32): void {
  const right = min(across - 1, column + 1);
  const last = min(down - 1, row + 1);
  let count = 0;
  let red = 0;
  let green = 0;
  let blue = 0;
  let squares = 0;
  for (let y = max(0, row - 1); y <= last; y++)
    for (let x = max(0, column - 1); x <= right; x++) {
      const at = sums + 4 * PERSON_SUMS * (y * across + x);
      count += load<i32>(at);
      red += load<i32>(at, 4);
      green += load<i32>(at, 8);
      blue += load<i32>(at, 12);
      squares += load<i32>(at, 16);
    }
  isPersonKnown = count >= ENOUGH;
  spread = UNKNOWN + ALLOWED;
  if (!isPersonKnown) return;
  const n: f32 = <f32>count;
  const r = <f32>red / n;
  const g = <f32>green / n;
  const b = <f32>blue / n;
  personRed = f32x4.splat(r);
  personGreen = f32x4.splat(g);
  personBlue = f32x4.splat(b);
  spread = max<f32>(0, <f32>squares / n - r * r - g * g - b * b) / 3 + ALLOWED;
}

function decideFour(i: i32, wanted: v128, belief: f32): void {
  const noise = i32x4.extend_low_i16x8_u(v128.load64_zero(variances + 2 * i));
  const scale = f32x4.splat(<f32>1 / <f32>(1 << PLATE_NOISE_BITS));
  const floor = f32x4.splat(<f32>PLATE_FLOOR);
  const variance = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(noise), scale), floor);
  const isAsked = v128.and(wanted, f32x4.le(variance, f32x4.splat(<f32>PLATE_RESTLESS)));
  if (!v128.any_true(isAsked)) return;
  const rgba = v128.load(input + 4 * i);
  const r = byteOf(rgba, 0);
  const g = byteOf(rgba, 8);
  const b = byteOf(rgba, 16);
  const at = colors + 2 * i;
  const roomRed = colorAt(at);
  const roomGreen = colorAt(at + plane);
  const roomBlue = colorAt(at + 2 * plane);
  const away = distance(r, g, b, roomRed, roomGreen, roomBlue);
  const odds = oddsOf(away, variance, r, g, b);

  const to = moved + 4 * i;
  const mask = v128.load(to);
  const one = f32x4.splat(1);
  const held = f32x4.min(f32x4.max(mask, f32x4.splat(UNSURE)), f32x4.splat(1 - UNSURE));
  const person = f32x4.mul(held, odds);
  const found = f32x4.div(person, f32x4.add(person, f32x4.sub(one, held)));
  const lower = f32x4.min(found, mask);
  const most = mixedMost(away, variance, roomRed, roomGreen, roomBlue);
  const upper = f32x4.max(mask, f32x4.min(found, most));
  const lit = notShadow(r, g, b, roomRed, roomGreen, roomBlue, variance);
  const raised = f32x4.add(mask, f32x4.mul(lit, f32x4.sub(upper, mask)));
  const said = v128.bitselect(raised, lower, f32x4.gt(odds, one));
  const change = f32x4.mul(f32x4.sub(said, mask), f32x4.splat(belief));
  v128.store(to, f32x4.add(mask, v128.and(change, isAsked)));
}

/** By how much likelier the person is than the room, within bounds. */
function oddsOf(away: v128, variance: v128, r: v128, g: v128, b: v128): v128 {
  const half = f32x4.splat(-0.5);
  const deviation = f32x4.sqrt(variance);
  const room = f32x4.div(
    exponential(f32x4.div(f32x4.mul(half, away), variance)),
    f32x4.mul(variance, deviation),
  );
  let other = f32x4.splat(1);
  if (isPersonKnown) {
    const off = distance(r, g, b, personRed, personGreen, personBlue);
    other = exponential(f32x4.mul(off, f32x4.splat(<f32>-0.5 / spread)));
  }
  const share = f32x4.splat((1 - OTHERS) / (spread * sqrt<f32>(spread)));
  const person = f32x4.add(f32x4.mul(other, share), f32x4.splat(ANY));
  const ratio = f32x4.div(person, room);
  const root = f32x4.sqrt(ratio);
  return f32x4.min(f32x4.splat(MOST_ODDS), f32x4.max(f32x4.splat(LEAST_ODDS), root));
}

/** Share of the person in a colour that is mixed of theirs and the room's. */
function mixedMost(away: v128, variance: v128, r: v128, g: v128, b: v128): v128 {
  let apart = f32x4.splat(APART);
  if (isPersonKnown) apart = distance(personRed, personGreen, personBlue, r, g, b);
  const three = f32x4.mul(f32x4.splat(3), variance);
  const share = f32x4.sqrt(f32x4.div(away, f32x4.add(apart, three)));
  return f32x4.min(f32x4.splat(1), share);
}

/** 0 for room that is only darker, 1 for what is surely something else. */
function notShadow(
  r: v128,
  g: v128,
  b: v128,
  roomRed: v128,
  roomGreen: v128,
  roomBlue: v128,
  variance: v128,
): v128 {
  const both = f32x4.add(
    f32x4.add(f32x4.mul(r, roomRed), f32x4.mul(g, roomGreen)),
    f32x4.mul(b, roomBlue),
  );
  const nothing = f32x4.splat(0);
  const own = f32x4.add(
    distance(roomRed, roomGreen, roomBlue, nothing, nothing, nothing),
    f32x4.splat(1),
  );
  const light = f32x4.min(
    f32x4.splat(BRIGHTER),
    f32x4.max(f32x4.splat(SHADOW), f32x4.div(both, own)),
  );
  const off = distance(
    r,
    g,
    b,
    f32x4.mul(light, roomRed),
    f32x4.mul(light, roomGreen),
    f32x4.mul(light, roomBlue),
  );
  const deviations = f32x4.sqrt(f32x4.div(off, f32x4.mul(f32x4.splat(3), variance)));
  const way = f32x4.mul(
    f32x4.sub(deviations, f32x4.splat(SHADOW_FROM)),
    f32x4.splat(1 / (SHADOW_TO - SHADOW_FROM)),
  );
  const t = f32x4.min(f32x4.splat(1), f32x4.max(nothing, way));
  return f32x4.mul(f32x4.mul(t, t), f32x4.sub(f32x4.splat(3), f32x4.add(t, t)));
}
