/** Stands in the place of `src/mask/refiner.ts`: after a while every matte is the one before. */
import { createRefiner as create, type ModelView } from '../../../src/mask/refiner';
import { leaveOut } from './leave-out';

export * from '../../../src/mask/refiner';

export function createRefiner(...given: Parameters<typeof create>): ReturnType<typeof create> {
  const isLeftOut = leaveOut('Veil bench: without refine');
  const refiner = create(...given);
  const { prepare, read, refine } = refiner;
  let person: ReturnType<typeof read> | undefined;
  let matte: ReturnType<typeof refine> | undefined;
  return Object.assign(refiner, {
    prepare: (view: ModelView) => {
      if (!matte) prepare(view);
    },
    read: (view: ModelView) => {
      if (!matte || !person) person = read(view);
      return person;
    },
    refine: (...job: Parameters<typeof refine>) => {
      if (matte) return matte;
      const refined = refine(...job);
      if (isLeftOut()) matte = refined;
      return refined;
    },
    follow: () => matte,
  });
}
