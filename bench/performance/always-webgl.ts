/** Stands in the place of `src/compositor/choice.ts` in the bench's WebGL build: no choice. */
import type { Chosen } from '../../src/compositor/choice';
import { createGlCompositor } from '../../src/compositor/gl/gl-compositor';

export function makeCompositor(): Chosen {
  // The bench finds these words in a build that took this file.
  console.debug('Veil bench: always WebGL');
  return { name: 'webgl', compositor: createGlCompositor() };
}

export function startTrial(): undefined {
  return undefined;
}
