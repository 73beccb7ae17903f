/** Colours that are kind to a face, and the green that studios cut out. */
export const SWATCHES = [
  { name: 'Slate', color: '#2a2f3a' },
  { name: 'Linen', color: '#e9e4da' },
  { name: 'Petrol', color: '#26566b' },
  { name: 'Moss', color: '#5c6b4d' },
  { name: 'Studio green', color: '#00b140' },
] as const;

/** Chosen with “Colour”, until the user takes another one. */
export const FIRST_COLOR = SWATCHES[0].color;
