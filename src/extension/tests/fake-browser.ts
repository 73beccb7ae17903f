import { vi } from 'vitest';

/** Puts an extension API with a storage of its own, slow to answer, into the globals. Gives its values. */
export function stubBrowser(version = '1.0.0'): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const answer = <Value>(value: Value) =>
    new Promise<Value>((resolve) => setTimeout(resolve, 1, structuredClone(value)));
  const local = {
    get: (asked: string | readonly string[]) =>
      answer(
        Object.fromEntries(
          [asked].flat().flatMap((key) => (key in values ? [[key, values[key]]] : [])),
        ),
      ),
    set: async (changes: object) => {
      await answer(undefined);
      Object.assign(values, structuredClone(changes));
    },
  };
  vi.stubGlobal('chrome', {
    storage: { local, session: local },
    runtime: { getManifest: () => ({ version }) },
  });
  return values;
}

/** Puts a browser's locks into the globals: of one name, one is held at a time, in their order. */
export function stubLocks(): void {
  const tails = new Map<string, Promise<unknown>>();
  const request = <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    const held = (tails.get(name) ?? Promise.resolve()).then(work);
    tails.set(
      name,
      held.catch(() => undefined),
    );
    return held;
  };
  vi.stubGlobal('navigator', { userAgent: 'Browser/1', locks: { request } });
}
