import { describe, expect, it } from 'vitest';
import { ENGINE_NAMES } from '../shared/engine-name';
import { cheaperEngine, engineOrder } from './engine-choice';

const none = new Set<never>();

describe('engineOrder', () => {
  it('begins with tasks-vision, with what was found, or with what runs without WebGL', () => {
    const first = (preferred: undefined | 'tasks-vision' | 'litert', webgl: boolean) =>
      engineOrder({ preferred, webgl, failed: none })[0];
    expect(first(undefined, true)).toBe('tasks-vision');
    expect(first('tasks-vision', true)).toBe('tasks-vision');
    expect(first('litert', true)).toBe('litert');
    expect(first(undefined, false)).toBe('litert');
    expect(first('tasks-vision', false)).toBe('litert');
    expect(first('litert', false)).toBe('litert');
  });

  it('puts what has failed last, and leaves nothing out', () => {
    for (const preferred of [undefined, ...ENGINE_NAMES])
      for (const webgl of [true, false])
        for (const broken of ENGINE_NAMES) {
          const order = engineOrder({ preferred, webgl, failed: new Set([broken]) });
          expect(order.toSorted()).toEqual(ENGINE_NAMES.toSorted());
          expect(order.at(-1)).toBe(broken);
        }
  });

  it('keeps its preference when everything has failed', () => {
    const failed = new Set(ENGINE_NAMES);
    expect(engineOrder({ preferred: 'litert', webgl: true, failed })[0]).toBe('litert');
    expect(engineOrder({ preferred: undefined, webgl: true, failed })[0]).toBe('tasks-vision');
  });
});

describe('cheaperEngine', () => {
  const found = (tasksVision: number[], litert: number[]) =>
    cheaperEngine({ 'tasks-vision': tasksVision, litert });

  it('leaves the default only for one that is cheaper by a fifth', () => {
    expect(found([10, 10, 10], [8, 8, 8])).toBe('litert');
    expect(found([10, 10, 10], [8.1, 8.1, 8.1])).toBe('tasks-vision');
    expect(found([10, 10, 10], [12, 12, 12])).toBe('tasks-vision');
  });

  it('does not go by single slow runs', () => {
    expect(found([10, 90, 10, 10, 10], [9, 9, 9, 9, 1])).toBe('tasks-vision');
    expect(found([10, 10, 10, 1, 10], [6, 6, 80, 6, 6])).toBe('litert');
  });

  it('stays with the default where there are no times', () => {
    expect(found([], [])).toBe('tasks-vision');
    expect(found([10], [])).toBe('tasks-vision');
    expect(found([], [10])).toBe('tasks-vision');
  });
});
