/** Stands in the place of `src/compositor/choice.ts` in the bench's WebGL build: no choice. */
import type { Compositor } from '../../src/compositor/compositor';
import { createGlCompositor } from '../../src/compositor/gl/gl-compositor';

export async function chooseCompositor(): Promise<Compositor> {
  // The bench finds these words in a build that took this file.
  console.debug('Veil bench: always WebGL');
  return createGlCompositor();
}
