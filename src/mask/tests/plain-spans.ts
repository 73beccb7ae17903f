import type { Size } from '../../shared/geometry';

/** What createSpanFinder gives, by a plain loop from each point in each of the four directions. */
export function plainSpans({ width, height }: Size, mask: Float32Array, input: Uint8Array) {
  const spans = new Float32Array(width * height);
  const color = (i: number) => [0, 1, 2].map((c) => input[4 * i + c] as number);
  const away = (i: number, room: readonly number[]) =>
    color(i).reduce((sum, value, c) => sum + (value - (room[c] as number)) ** 2, 0);

  const follow = (places: readonly number[], from: number) => {
    const at = (k: number): number => places[from + k] ?? Number.NaN;
    const isPerson = (k: number) => (mask[at(k)] ?? 0) > 0.5;
    if (from === 0 || !isPerson(0) || isPerson(-1)) return;
    const outside = [-2, -3, -4, -5].map(at);
    const end = outside.findIndex((i) => !((mask[i] ?? 1) <= 0.1));
    const seen = (end < 0 ? outside : outside.slice(0, end)).map(color);
    if (seen.length < 2) return;
    const room = [0, 1, 2].map(
      (c) => seen.reduce((sum, one) => sum + (one[c] as number), 0) / seen.length,
    );
    const ahead = places.length - from;
    const distances = Array.from({ length: ahead }, (_, k) => away(at(k), room));
    const bar = distances.findIndex((distance) => distance >= 48 ** 2);
    const first = distances.findIndex((distance, k) => bar >= 0 && k > bar && distance <= 24 ** 2);
    if (first < 0 || first > 8) return;
    const isRoom = (k: number) => isPerson(k) && (distances[k] as number) <= 24 ** 2;
    let length = 0;
    while (first + length < ahead && isRoom(first + length)) length++;
    const last = first + length;
    if (length < 2 || length >= 24 || last >= ahead || !isPerson(last)) return;
    for (let k = first; k < last; k++) spans[at(k)] = 1;
  };

  const lines = [
    ...Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => y * width + x),
    ),
    ...Array.from({ length: width }, (_, x) =>
      Array.from({ length: height }, (_, y) => y * width + x),
    ),
  ];
  for (const line of lines)
    for (const places of [line, line.toReversed()])
      for (const from of places.keys()) follow(places, from);
  return spans;
}
