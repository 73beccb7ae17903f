import { afterEach, expect, it, vi } from 'vitest';
import { openFrames, useFakeFrames } from './tests/fake-frames';

/** Kernels that have run, by name, and all that there are. */
const { ran, all } = vi.hoisted(() => ({ ran: new Set<string>(), all: new Set<string>() }));

vi.mock('../kernels/compile', async (load) => {
  const compile = await load<typeof import('../kernels/compile')>();
  return {
    ...compile,
    createScalarKernels: (buffer: ArrayBuffer) => {
      const kernels = Object.entries(compile.createScalarKernels(buffer));
      for (const [name] of kernels) all.add(name);
      const watched = kernels.map(([name, run]) => [
        name,
        (...given: never[]) => {
          ran.add(name);
          return (run as (...given: never[]) => unknown)(...given);
        },
      ]);
      return Object.fromEntries(watched);
    },
  };
});

useFakeFrames();
afterEach(() => {
  ran.clear();
  all.clear();
});

/** What only some cameras' frames need, and no kernel. */
const LEFT_OUT = ['chromaSplit', 'memory'];

it('runs every kernel that a frame needs, and gives all its frames back', async () => {
  const { warmUp } = await import('./warm-up');
  await warmUp();
  expect(ran.size).toBeGreaterThan(15);
  expect([...all].filter((name) => !ran.has(name)).toSorted()).toEqual(LEFT_OUT);
  expect(openFrames.size).toBe(0);
});

it('lets other work in between', async () => {
  const { warmUp } = await import('./warm-up');
  let isOver = false;
  const warming = warmUp().finally(() => {
    isOver = true;
  });
  let turns = 0;
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve));
    turns++;
  }
  await warming;
  expect(turns).toBeGreaterThan(4);
});
