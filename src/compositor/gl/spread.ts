import type { Resources } from './resources';
import type { Target } from './texture';

/** Blurs the weighted colours of `from` into `into`, by a sigma in frame heights. */
export type Spread = (from: Target, into: Target, sigma: number) => void;

export function createSpread({ between, blur }: Resources): Spread {
  return (from, into, sigma) => {
    const { width, height } = from;
    for (const target of [between, into]) target.resize(from);
    const u_sigma = sigma * height;
    blur.draw(between, { u_source: from.texture, u_step: [1 / width, 0], u_sigma });
    blur.draw(into, { u_source: between.texture, u_step: [0, 1 / height], u_sigma });
  };
}
