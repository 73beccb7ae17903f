import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../shared/settings';
import { createStoreWriter } from './store-writer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function blur(strength: number): Partial<Settings> {
  return { effect: { kind: 'blur', strength } };
}

function setUp(save = async (change: Partial<Settings>) => ({ ...DEFAULT_SETTINGS, ...change })) {
  const spies = {
    save: vi.fn(save),
    onFailed: vi.fn(),
    onUnsaved: vi.fn(),
    onIdle: vi.fn(),
  };
  return { ...spies, writer: createStoreWriter<Settings>(spies) };
}

test('a second of dragging is some 20 writes, the first at once and the last always', async () => {
  const { writer, save, onIdle } = setUp();
  for (let i = 1; i <= 100; i++) {
    writer.write(blur(i / 100));
    if (i === 1) expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.runAllTimersAsync();
  expect(save.mock.calls.length).toBeGreaterThan(15);
  expect(save.mock.calls.length).toBeLessThan(23);
  expect(save).toHaveBeenLastCalledWith(blur(1));
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test('changes of different settings that wait together are written together', async () => {
  const { writer, save } = setUp();
  writer.write(blur(0.1));
  writer.write({ enabled: false });
  writer.write(blur(0.2));
  await vi.runAllTimersAsync();
  expect(save.mock.calls).toEqual([[blur(0.1)], [{ enabled: false, ...blur(0.2) }]]);
});

test('one write is under way at a time, however slow the storage', async () => {
  let underWay = 0;
  const { writer, save } = setUp(async (change) => {
    expect(++underWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    underWay--;
    return { ...DEFAULT_SETTINGS, ...change };
  });
  for (let i = 0; i < 50; i++) {
    writer.write(blur(i / 50));
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenLastCalledWith(blur(49 / 50));
});

test('a flush does not wait for the period', async () => {
  const { writer, save } = setUp();
  writer.write(blur(0.1));
  await vi.advanceTimersByTimeAsync(1);
  writer.write(blur(0.2));
  expect(save).toHaveBeenCalledTimes(1);
  writer.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(save).toHaveBeenLastCalledWith(blur(0.2));
});

test('a write that fails is told, and the next one is made', async () => {
  let full = true;
  const { writer, onFailed, save } = setUp(async (change) => {
    if (full) throw new Error('full');
    return { ...DEFAULT_SETTINGS, ...change };
  });
  writer.write(blur(0.1));
  await vi.runAllTimersAsync();
  expect(onFailed).toHaveBeenCalledTimes(1);
  full = false;
  writer.write(blur(0.2));
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenLastCalledWith(blur(0.2));
});

test('what is not stored is told at once, until it is', async () => {
  const { writer, onUnsaved } = setUp();
  writer.write(blur(0.1));
  writer.write({ enabled: false });
  writer.write(blur(0.2));
  expect(onUnsaved.mock.calls.map(([change]) => change)).toEqual([
    blur(0.1),
    { ...blur(0.1), enabled: false },
    { ...blur(0.2), enabled: false },
  ]);
  await vi.advanceTimersByTimeAsync(1);
  expect(onUnsaved).toHaveBeenLastCalledWith({ ...blur(0.2), enabled: false });
  await vi.runAllTimersAsync();
  expect(onUnsaved).toHaveBeenLastCalledWith(undefined);
});
