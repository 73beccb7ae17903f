import { natives } from './natives';

export type Native = (...args: unknown[]) => unknown;

/**
 * Puts `answer` in the place of a native method, keeping its descriptor, name and length; a browser
 * without the method keeps being without it, and a page that has frozen it keeps its own. Returns the
 * new function.
 */
export function replaceMethod<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T, args: unknown[]) => unknown,
): object | undefined {
  const descriptor = natives.getOwnPropertyDescriptor(prototype, name);
  if (typeof descriptor?.value !== 'function' || !descriptor.configurable) return undefined;
  const native: Native = descriptor.value;
  // A method has the native's own shape: a name, no prototype, no `new`.
  const { [name]: value } = {
    [name](this: T, ...args: unknown[]) {
      return answer(native, this, args);
    },
  };
  natives.defineProperty(value, 'length', { value: native.length, configurable: true });
  natives.defineProperty(prototype, name, { ...descriptor, value });
  return value;
}

/** The same for the setter of an attribute; nothing happens where there is none, or the page has frozen it. */
export function replaceSetter<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T, value: unknown) => void,
): void {
  const descriptor = natives.getOwnPropertyDescriptor(prototype, name);
  const native = descriptor?.set as Native | undefined;
  if (!native || !descriptor?.configurable) return;
  const holder = {
    set [name](value: unknown) {
      answer(native, this as unknown as T, value);
    },
  };
  const { set } = natives.getOwnPropertyDescriptor(holder, name) as { set: () => unknown };
  natives.defineProperty(prototype, name, { ...descriptor, set });
}

/** The same for the getter of an attribute; throws where there is none. Returns the native one. */
export function replaceGetter<T extends object>(
  prototype: T,
  name: string,
  answer: (native: Native, self: T) => unknown,
): Native {
  const descriptor = natives.getOwnPropertyDescriptor(prototype, name);
  const native = descriptor?.get as Native | undefined;
  if (!native) throw new Error(`expected a getter ${name}`);
  const holder = {
    get [name](): unknown {
      return answer(native, this as unknown as T);
    },
  };
  const { get } = natives.getOwnPropertyDescriptor(holder, name) as { get: () => unknown };
  natives.defineProperty(prototype, name, { ...descriptor, get });
  return native;
}
