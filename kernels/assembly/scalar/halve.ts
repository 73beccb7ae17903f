/** Means of 2x2 points. width, height: of what is halved. */
export function halveMask(from: usize, to: usize, width: i32, height: i32): void {
  const row = 4 * width;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < row; x += 8) {
      const at = from + y * row + x;
      const above = <f64>load<f32>(at) + <f64>load<f32>(at, 4);
      const below = <f64>load<f32>(at + row) + <f64>load<f32>(at + row, 4);
      store<f32>(to, <f32>(0.25 * (above + below)));
      to += 4;
    }
  }
}

/** The same of RGBA. */
export function halveInput(from: usize, to: usize, width: i32, height: i32): void {
  const row = 4 * width;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < row; x += 8) {
      const at = from + y * row + x;
      for (let i = at; i < at + 4; i++) {
        const above = <i32>load<u8>(i) + <i32>load<u8>(i, 4);
        const below = <i32>load<u8>(i + row) + <i32>load<u8>(i + row, 4);
        store<u8>(to++, <u8>((above + below + 2) >> 2));
      }
    }
  }
}
