import { expect, it } from 'vitest';
import { createDisposer } from './disposer';

it('releases last in, first out, and once', () => {
  const order: number[] = [];
  const disposer = createDisposer();
  for (const n of [1, 2, 3]) disposer.add(() => order.push(n));
  disposer.dispose();
  disposer.dispose();
  expect(order).toEqual([3, 2, 1]);
});

it('releases at once what comes too late', () => {
  const disposer = createDisposer();
  disposer.dispose();
  let released = false;
  disposer.add(() => {
    released = true;
  });
  expect(released).toBe(true);
});

it('releases everything although one release throws, and tells the error', () => {
  const order: number[] = [];
  const disposer = createDisposer();
  disposer.add(() => order.push(1));
  disposer.add(() => {
    throw new Error('stuck');
  });
  disposer.add(() => order.push(3));
  expect(() => disposer.dispose()).toThrow('stuck');
  expect(order).toEqual([3, 1]);
});
