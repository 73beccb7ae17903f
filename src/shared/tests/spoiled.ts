import fc from 'fast-check';

/** So many made-up values each parser of what others say is given. */
export const CASES = { numRuns: 10_000 } as const;

/** Where a value sits in others: the keys on the way to it. */
type Path = readonly (string | number)[];

/** What stands where something else is expected: what code trips over, and anything else. */
const oddity = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      '__proto__',
      'constructor',
      -0,
      -1,
      0.5,
      2 ** 53,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      [],
      {},
    ),
    weight: 3,
  },
  { arbitrary: fc.anything({ maxDepth: 1, maxKeys: 2, withTypedArray: true }), weight: 1 },
);

/**
 * Good values of which a part, anywhere, is something else, is missing or has one more beside it; also one that
 * is wholly made up. What is made comes anew each time: nothing that is given is changed.
 */
export function spoiled(good: readonly unknown[]): fc.Arbitrary<unknown> {
  const places = good.flatMap((value) => pathsIn(value).map((path) => ({ value, path })));
  const change = fc.record({
    place: fc.constantFrom(...places),
    way: fc.constantFrom('replaced', 'removed', 'joined'),
    odd: oddity,
    name: fc.string({ maxLength: 8 }),
  });
  const changed = change.map(({ place: { value, path }, way, odd, name }) =>
    altered(value, path, (part) => {
      if (way === 'replaced' || !isObject(part)) return odd;
      if (way === 'joined') return { ...part, [name]: odd };
      const keys = Object.keys(part);
      const [gone] = keys.slice(name.length % Math.max(1, keys.length));
      return Object.fromEntries(Object.entries(part).filter(([key]) => key !== gone));
    }),
  );
  return fc.oneof({ arbitrary: changed, weight: 4 }, { arbitrary: oddity, weight: 1 });
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (!isObject(value) && !Array.isArray(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

/** A copy in which the part at the end of the path is what `alter` makes of it. */
function altered(value: unknown, [key, ...rest]: Path, alter: (part: unknown) => unknown): unknown {
  if (key === undefined) return alter(value);
  const copy: Record<string, unknown> = Array.isArray(value)
    ? (value.slice() as unknown as Record<string, unknown>)
    : { ...(value as object) };
  copy[key] = altered(copy[key], rest, alter);
  return copy;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
