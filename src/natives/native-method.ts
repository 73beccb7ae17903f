import { natives } from './natives';

export type Native = (...args: unknown[]) => unknown;

/**
 * Puts `answer` in the place of a native method, keeping its descriptor; a browser without the method keeps
 * being without it, and a page that has frozen it keeps its own.
 */
export function replaceMethod<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T, args: unknown[]) => unknown,
): void {
  const descriptor = natives.describe(prototype, name);
  if (typeof descriptor?.value !== 'function' || !descriptor.configurable) return;
  const value = standIn(descriptor.value, answer);
  natives.define(prototype, name, { ...descriptor, value });
}

/** The same for the setter of an attribute; nothing happens where there is none, or the page has frozen it. */
export function replaceSetter<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T, value: unknown) => void,
): void {
  const descriptor = natives.describe(prototype, name);
  const native = descriptor?.set as Native | undefined;
  if (!native || !descriptor?.configurable) return;
  const set = standIn<T>(native, (_, self, [value]) => answer(native, self, value));
  natives.define(prototype, name, { ...descriptor, set });
}

/** The same for the getter of an attribute. Returns the native one, and undefined where there is none. */
export function replaceGetter<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T) => unknown,
): Native | undefined {
  const descriptor = natives.describe(prototype, name);
  const native = descriptor?.get as Native | undefined;
  if (native) natives.define(prototype, name, { ...descriptor, get: standIn(native, answer) });
  return native;
}

/** A function with all that a native one shows of itself: name, length, text, no prototype, no `new`. */
function standIn<T>(
  native: Native,
  apply: (native: Native, self: T, args: unknown[]) => unknown,
): () => unknown {
  // Without a prototype no page can add a trap.
  return new natives.Proxy(native, { __proto__: null, apply } as ProxyHandler<Native>);
}
