/** Stands in the place of `src/compositor/supervisor.ts`: after a while every frame is the one before. */
import type { Compositor } from '../../../src/compositor/compositor';
import { createSupervisor as create } from '../../../src/compositor/supervisor';
import { leaveOut } from './leave-out';

export * from '../../../src/compositor/supervisor';

export function createSupervisor(...given: Parameters<typeof create>): ReturnType<typeof create> {
  const isLeftOut = leaveOut('Veil bench: without composite');
  const supervisor = create(...given);
  const { current } = supervisor;
  const known = new WeakSet<Compositor>();
  const still = (compositor: Compositor) => {
    if (known.has(compositor)) return;
    known.add(compositor);
    const { composite } = compositor;
    let last: VideoFrame | undefined;
    Object.assign(compositor, {
      composite: (...job: Parameters<typeof composite>) => {
        const [{ timestamp }] = job;
        if (isLeftOut() && last) return new VideoFrame(last, { timestamp });
        last?.close();
        const drawn = composite(...job);
        last = drawn.clone();
        return drawn;
      },
    });
  };
  return Object.assign(supervisor, {
    current: async () => {
      const compositor = await current();
      if (compositor) still(compositor);
      return compositor;
    },
  });
}
