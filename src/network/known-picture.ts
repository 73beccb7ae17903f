/** A picture that is made by numbers alone, the same on every machine: somebody before a wall, roughly. */

/** Pixels of either side. */
export const KNOWN_SIDE = 96;

type Colour = readonly [red: number, green: number, blue: number];

/** A filled ellipse, in pixels. */
type Ellipse = {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
  readonly colour: Colour;
};

const WALL: Colour = [200, 205, 170];
/** Shoulders, neck, hair, face, mouth, eyes: from behind to the front. */
const PERSON: readonly Ellipse[] = [
  { x: 48, y: 96, across: 38, down: 36, colour: [88, 60, 120] },
  { x: 48, y: 56, across: 7, down: 10, colour: [180, 140, 115] },
  { x: 48, y: 32, across: 16, down: 18, colour: [60, 45, 35] },
  { x: 48, y: 38, across: 13, down: 17, colour: [184, 140, 112] },
  { x: 48, y: 46, across: 6, down: 2, colour: [150, 70, 70] },
  { x: 42, y: 34, across: 2, down: 2, colour: [40, 30, 30] },
  { x: 54, y: 34, across: 2, down: 2, colour: [40, 30, 30] },
];

/** Writes its RGBA. Row by row, since this runs once, in code that no compiler has improved yet. */
export function drawKnownPicture(rgba: Uint8Array): void {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, KNOWN_SIDE * KNOWN_SIDE);
  for (let y = 0; y < KNOWN_SIDE; y++) {
    const row = y * KNOWN_SIDE;
    pixels.fill(pixelOf(WALL, y), row, row + KNOWN_SIDE);
    for (const { x, y: middle, across, down, colour } of PERSON) {
      const height = (y - middle) / down;
      if (Math.abs(height) >= 1) continue;
      const reach = Math.floor(across * Math.sqrt(1 - height ** 2));
      pixels.fill(pixelOf(colour, y >> 1), row + x - reach, row + x + reach + 1);
    }
  }
}

/** A colour, darker by so much: the light comes from above. */
function pixelOf([red, green, blue]: Colour, darker: number): number {
  const part = (value: number) => Math.max(0, value - darker);
  return ((255 << 24) | (part(blue) << 16) | (part(green) << 8) | part(red)) >>> 0;
}
