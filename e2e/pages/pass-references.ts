/** What each pass of the WebGL compositor should give, in plain loops over pixels. */
import { ditherAt } from '../../src/compositor/dither';
import { smoothstep } from '../../src/mask/smoothstep';
import type { Rect, Size } from '../../src/shared/geometry';

/** Four values per pixel, rows from the top. */
export type Image = Size & { readonly data: Float32Array };
type Four = readonly [number, number, number, number];

/** Fills an image from what `at` gives for the middle of each pixel, in fractions. */
export function draw({ width, height }: Size, at: (u: number, v: number) => Four): Image {
  const data = new Float32Array(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(at((x + 0.5) / width, (y + 0.5) / height), 4 * (y * width + x));
  return { width, height, data };
}

/** Bilinear, held at the borders; u, v: fractions. */
function read({ width, height, data }: Image, u: number, v: number): Four {
  const hold = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  const [x, y] = [u * width - 0.5, v * height - 0.5];
  const sum = [0, 0, 0, 0];
  for (const row of [Math.floor(y), Math.floor(y) + 1])
    for (const column of [Math.floor(x), Math.floor(x) + 1]) {
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      const from = 4 * (hold(row, height) * width + hold(column, width));
      for (let c = 0; c < 4; c++) sum[c] = (sum[c] as number) + weight * (data[from + c] as number);
    }
  return sum as unknown as Four;
}

function hold01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Mean of `taps` squared places of each small pixel. */
export function shrink(frame: Image, region: Rect, size: Size, taps: number): Image {
  return draw(size, (u, v) => {
    const sum = [0, 0, 0];
    for (let i = 0; i < taps * taps; i++) {
      const dx = ((i % taps) + 0.5) / taps - 0.5;
      const dy = (Math.floor(i / taps) + 0.5) / taps - 0.5;
      const place = read(
        frame,
        region.x + (u + dx / size.width) * region.width,
        region.y + (v + dy / size.height) * region.height,
      );
      for (const c of [0, 1, 2]) sum[c] = (sum[c] as number) + (place[c] as number) / taps ** 2;
    }
    return [...sum, 1] as unknown as Four;
  });
}

/** A matte with its region and the ramp. */
export type Opacity = { readonly grid: Image; readonly region: Rect; readonly ramp: Rect['x'][] };

/** Opacity of the person at a place of that colour. */
function opacity({ grid, region, ramp }: Opacity, u: number, v: number, [r, g, b]: Four): number {
  const x = (u - region.x) / region.width;
  const y = (v - region.y) / region.height;
  if (x < 0 || x > 1 || y < 0 || y > 1) return 0;
  const [ar, ag, ab, offset] = read(grid, x, y);
  const [low, high] = ramp as [number, number];
  return hold01((ar * r + ag * g + ab * b + offset - low) / (high - low));
}

/** The light of the background, or of the person, times its weight, and the weight. */
export function background(
  frame: Image,
  matte: Opacity,
  size: Size,
  of: 'background' | 'person',
): Image {
  return draw(size, (u, v) => {
    const sum = [0, 0, 0, 0];
    for (const [dx, dy] of [
      [-0.25, -0.25],
      [0.25, -0.25],
      [-0.25, 0.25],
      [0.25, 0.25],
    ] as const) {
      const [x, y] = [u + dx / size.width, v + dy / size.height];
      const color = read(frame, x, y);
      const alpha = opacity(matte, x, y, color);
      const weight = (of === 'person' ? alpha : 1 - alpha) / 4;
      for (const c of [0, 1, 2]) sum[c] = (sum[c] as number) + weight * (color[c] as number) ** 2;
      sum[3] = (sum[3] as number) + weight;
    }
    return sum as unknown as Four;
  });
}

/** A gaussian along one direction, cut as the shader cuts it. */
export function blur(source: Image, [dx, dy]: readonly [number, number], sigma: number): Image {
  const reach = 2 * Math.ceil(Math.ceil(2.5 * sigma) / 2);
  return draw(source, (u, v) => {
    const sum = [0, 0, 0, 0];
    let total = 0;
    for (let i = -reach; i <= reach; i++) {
      const weight = Math.exp((-i * i) / (2 * sigma * sigma));
      const value = read(source, u + (i * dx) / source.width, v + (i * dy) / source.height);
      for (let c = 0; c < 4; c++) sum[c] = (sum[c] as number) + weight * (value[c] as number);
      total += weight;
    }
    return sum.map((value) => value / total) as unknown as Four;
  });
}

/** A picture drawn large with a cubic B-spline, dithered. */
export function magnify(tiny: Image, size: Size): Image {
  const spline = (t: number) => {
    const d = Math.abs(t);
    if (d < 1) return 2 / 3 - d ** 2 + d ** 3 / 2;
    return d < 2 ? (2 - d) ** 3 / 6 : 0;
  };
  return draw(size, (u, v) => {
    const [x, y] = [u * tiny.width - 0.5, v * tiny.height - 0.5];
    const sum = [0, 0, 0];
    for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 2; row++)
      for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 2; column++) {
        const weight = spline(x - column) * spline(y - row);
        const value = read(tiny, (column + 0.5) / tiny.width, (row + 0.5) / tiny.height);
        for (const c of [0, 1, 2]) sum[c] = (sum[c] as number) + weight * (value[c] as number);
      }
    const step = dither(u, v, size);
    return [...sum.map((value) => value + step), 1] as unknown as Four;
  });
}

/** Everything that lies behind, beside and before the person. */
export type Scene = {
  readonly frame: Image;
  readonly matte: Opacity;
  readonly local: Image;
  readonly own: Image;
  readonly backdrop: Image;
  readonly contact: Image;
  readonly soft: Image;
  readonly kind: 'color' | 'image' | 'blur';
  readonly color: readonly [number, number, number];
  readonly fill: Rect;
  readonly apart: readonly [number, number];
  /** Most light of the backdrop on the person. */
  readonly wrap: number;
};

/** The person, freed of the background's light and with the colour of the person nearby, over the backdrop, whose light wraps the outline. */
export function composite(scene: Scene, size: Size): Image {
  return draw(size, (u, v) => {
    const color = read(scene.frame, u, v);
    const alpha = opacity(scene.matte, u, v, color);
    const local = read(scene.local, u, v);
    const near = read(scene.own, u, v);
    const far = read(scene.backdrop, u, v);
    const contact = read(scene.contact, u, v);
    const picture = read(
      scene.backdrop,
      scene.fill.x + u * scene.fill.width,
      scene.fill.y + v * scene.fill.height,
    );
    const soft = read(scene.soft, u, v);
    const apart = smoothstep(scene.apart[0], scene.apart[1], far[3]);
    const result = [0, 1, 2].map((c) => {
      const own = color[c] as number;
      const bare =
        local[3] > 0.02
          ? Math.min(
              alpha,
              Math.max(0, own - (1 - alpha) * Math.sqrt((local[c] as number) / local[3])),
            )
          : own * alpha;
      const person =
        near[3] > 0.02
          ? bare + (1 - alpha) ** 2 * (alpha * Math.sqrt((near[c] as number) / near[3]) - bare)
          : bare;
      const light =
        (1 - apart) * ((contact[c] as number) / Math.max(contact[3], 1e-4)) +
        apart * ((far[c] as number) / Math.max(far[3], 1e-4));
      const behind = {
        color: scene.color[c] as number,
        image: picture[c] as number,
        blur: Math.sqrt(light) + dither(u, v, size),
      }[scene.kind];
      const over = person + (1 - alpha) * behind;
      const wrap = scene.wrap * alpha * hold01(2 * (local[3] - 0.02));
      const shine = scene.kind === 'color' ? (scene.color[c] as number) : (soft[c] as number);
      return over + wrap * (shine - over);
    });
    return [...result, 1] as unknown as Four;
  });
}

/** What is added before rounding, in fractions of white. */
function dither(u: number, v: number, { width, height }: Size): number {
  return (ditherAt(Math.floor(u * width), Math.floor(v * height)) - 0.5) / 255;
}
