/** Colours that are kind to a face, and the green that studios cut out. */
export const SWATCHES = [
  { name: 'color_slate', color: '#2a2f3a' },
  { name: 'color_linen', color: '#e9e4da' },
  { name: 'color_petrol', color: '#26566b' },
  { name: 'color_moss', color: '#5c6b4d' },
  { name: 'color_green', color: '#00b140' },
] as const;

/** Chosen with “Colour”, until the user takes another one. */
export const FIRST_COLOR = SWATCHES[0].color;
