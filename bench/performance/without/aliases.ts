/** Where each phase is left out: which import of `src` is answered by which file here. */
import { fileURLToPath } from 'node:url';
import type { PhaseName } from '../../../src/shared/status';

/** What the built pipeline says that took the file. */
export const MARK = 'Veil bench: without ';

const IMPORTS: Readonly<Record<PhaseName, RegExp>> = {
  read: /^\.\/matting$/,
  infer: /^\.\/matting$/,
  refine: /^\.\.\/mask\/refiner$/,
  composite: /^\.\.\/compositor\/supervisor$/,
  write: /^(\.\.\/)+loop\/frame-loop$/,
};

/** The alias that leaves a phase out of a build. */
export function aliasWithout(phase: PhaseName): { find: RegExp; replacement: string } {
  const replacement = fileURLToPath(new URL(`./${phase}.ts`, import.meta.url));
  return { find: IMPORTS[phase], replacement };
}
