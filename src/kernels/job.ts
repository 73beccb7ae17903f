import type { Arena } from './arena';
import type { JobPointer } from './pointer';

/** A kernel's arguments: those that never change are set once. */
export type Job<J> = {
  readonly at: JobPointer<J>;
  set(fields: Partial<J>): void;
};

/** Puts the arguments of a kind of job, see jobs.ts, in the arena; all are 0 until they are set. */
export function createJob<J extends object>(
  arena: Arena,
  kind: new () => J,
  fields: Partial<J> = {},
): Job<J> {
  // A class's fields come in the order in which they stand there, which is the struct's.
  const names = Object.keys(new kind());
  const places = new Map(names.map((name, place) => [name, place]));
  const { buffer, byteOffset } = arena.bytes(8 * names.length);
  const numbers = new Float64Array(buffer, byteOffset, names.length);
  const set = (changed: Partial<J>) => {
    // Several times in each frame: nothing is allocated.
    for (const name in changed) numbers[places.get(name) as number] = changed[name] as number;
  };
  set(fields);
  return { at: byteOffset, set };
}
