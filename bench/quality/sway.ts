import type { Rect, Size } from '../../src/shared/geometry';

/** A person cut out of a picture: the picture's colours, and the person's opacity. */
export type Cutout = {
  readonly size: Size;
  /** RGBA; alpha is not used. */
  readonly picture: Uint8Array;
  /** 0..255. */
  readonly matte: Uint8Array;
};

/** Where a cutout's foot stands in the frame (pixels), and its tilt (radians, clockwise). */
export type Pose = { readonly x: number; readonly y: number; readonly angle: number };

export type Place = { readonly picture: Uint8Array; readonly matte: Uint8Array };

/** Reach of the motion to either side, pixels of a 720-line frame. */
const REACH = 60;
/** Frames of one full swing. */
const PERIOD = 60;
/** Tilt to either side, radians. */
const TILT = (2 * Math.PI) / 180;
/** The tilt runs this much ahead of the motion sideways, so that it never stands still, radians. */
const LEAD = Math.PI / 3;

/** The box of what is at least half opaque; undefined when nothing is. matte: 0..255. */
export function boxOf(matte: Uint8Array, { width, height }: Size): Rect | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if ((matte[i] as number) < 128) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return undefined;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The pose at a frame: the person sways about the middle of the frame and stands on its lower edge,
 * so deep that the tilt never lifts a corner of the cut. box: the person's, pixels; phase: radians.
 */
export function poseAt(frame: number, box: Rect, size: Size, phase: number): Pose {
  const turn = (2 * Math.PI * frame) / PERIOD + phase;
  const sunk = (box.width / 2) * Math.sin(TILT) + 2;
  return {
    x: size.width / 2 + ((REACH * size.height) / 720) * Math.sin(turn),
    y: size.height + sunk,
    angle: TILT * Math.sin(turn + LEAD),
  };
}

/**
 * Puts a cutout into a room, at fractions of a pixel (bilinear). foot: the point of the cutout that
 * the pose places, and about which it tilts. room: RGBA of `size`.
 */
export function place(
  cutout: Cutout,
  foot: { readonly x: number; readonly y: number },
  pose: Pose,
  room: Uint8Array,
  size: Size,
): Place {
  const { width, height } = size;
  const picture = new Uint8Array(room);
  const matte = new Uint8Array(width * height);
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const color = new Float32Array(4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const dx = x + 0.5 - pose.x;
      const dy = y + 0.5 - pose.y;
      const u = foot.x + cos * dx + sin * dy - 0.5;
      const v = foot.y - sin * dx + cos * dy - 0.5;
      if (!sample(cutout, u, v, color)) continue;
      const alpha = color[3] as number;
      if (alpha < 0.5) continue;
      matte[i] = Math.round(alpha);
      for (let c = 0; c < 3; c++) {
        const behind = room[4 * i + c] as number;
        const front = color[c] as number;
        picture[4 * i + c] = Math.round(behind + ((front - behind) * alpha) / 255);
      }
    }
  }
  return { picture, matte };
}

/**
 * Reads colour and opacity (0..255) between four pixels; false where the cutout does not reach.
 * Beyond its border the colours are held and the opacity is 0.
 */
function sample({ size, picture, matte }: Cutout, u: number, v: number, to: Float32Array): boolean {
  const { width, height } = size;
  const left = Math.floor(u);
  const top = Math.floor(v);
  if (left < -1 || top < -1 || left >= width || top >= height) return false;
  to.fill(0);
  for (let corner = 0; corner < 4; corner++) {
    const x = left + (corner & 1);
    const y = top + (corner >> 1);
    const weight = (corner & 1 ? u - left : left + 1 - u) * (corner >> 1 ? v - top : top + 1 - v);
    const within = x >= 0 && x < width && y >= 0 && y < height;
    const held = Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
    for (let c = 0; c < 3; c++)
      to[c] = (to[c] as number) + weight * (picture[4 * held + c] as number);
    if (within) to[3] = (to[3] as number) + weight * (matte[held] as number);
  }
  return true;
}
