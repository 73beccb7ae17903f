/** A picture that is made by numbers alone, the same on every machine: somebody before a wall, roughly. */

/** Pixels of either side. */
export const KNOWN_SIDE = 96;

/** Writes its RGBA. */
export function drawKnownPicture(rgba: Uint8Array): void {
  for (let y = 0; y < KNOWN_SIDE; y++)
    for (let x = 0; x < KNOWN_SIDE; x++)
      rgba.set([...colourAt(x, y), 255], 4 * (y * KNOWN_SIDE + x));
}

type Colour = readonly [red: number, green: number, blue: number];

function colourAt(x: number, y: number): Colour {
  const within = (left: number, top: number, across: number, down: number) =>
    (x - left) ** 2 * down ** 2 + (y - top) ** 2 * across ** 2 < (across * down) ** 2;
  const isEye = within(42, 34, 2, 2) || within(54, 34, 2, 2);
  const isMouth = within(48, 46, 6, 2);
  if (isEye) return [40, 30, 30];
  if (isMouth) return [150, 70, 70];
  if (within(48, 38, 13, 17)) return [222 - y, 178 - y, 150 - y];
  if (within(48, 32, 16, 18)) return [60, 45, 35];
  if (within(48, 56, 7, 10)) return [180, 140, 115];
  if (within(48, 96, 38, 36)) return [40 + x, 60, 120];
  return [200 - y, 205 - y, 190 - (x >> 1)];
}
