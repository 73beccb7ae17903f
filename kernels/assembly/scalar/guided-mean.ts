/** Four sums of 64 bits for each column of the grid: of the coefficients. */
export const MEAN_BYTES: i32 = 32;

/** Adds a row of points to the sums of so many columns, or with -1 takes it away. */
export function addSolved(columns: usize, solved: usize, count: i32, sign: i32): void {
  const by: f64 = sign;
  for (let i = 0; i < 4 * count; i++) {
    const to = columns + 8 * i;
    store<f64>(to, load<f64>(to) + by * <f64>load<f32>(solved + 4 * i));
  }
}

/** Means of the windows around the points of a row from `left` to before `right`, which are `rows` high. */
export function meanRow(
  columns: usize,
  coefficients: usize,
  width: i32,
  radius: i32,
  y: i32,
  left: i32,
  right: i32,
  rows: i32,
): void {
  let red: f64 = 0;
  let green: f64 = 0;
  let blue: f64 = 0;
  let flat: f64 = 0;
  for (let x = max(0, left - radius); x < right + radius; x++) {
    if (x < width) {
      const at = columns + MEAN_BYTES * x;
      red += load<f64>(at);
      green += load<f64>(at, 8);
      blue += load<f64>(at, 16);
      flat += load<f64>(at, 24);
    }
    const middle = x - radius;
    if (middle < left) continue;
    const across = min(width, x + 1) - max(0, middle - radius);
    const share = 1 / <f64>(rows * across);
    const to = coefficients + 16 * (y * width + middle);
    store<f32>(to, <f32>(share * red));
    store<f32>(to, <f32>(share * green), 4);
    store<f32>(to, <f32>(share * blue), 8);
    store<f32>(to, <f32>(share * flat), 12);
    if (middle < radius) continue;
    const gone = columns + MEAN_BYTES * (middle - radius);
    red -= load<f64>(gone);
    green -= load<f64>(gone, 8);
    blue -= load<f64>(gone, 16);
    flat -= load<f64>(gone, 24);
  }
}
