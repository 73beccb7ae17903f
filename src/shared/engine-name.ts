/** What the network can run in; each is a file in `src/segmenter/engines`. */
export const ENGINE_NAMES = ['tasks-vision', 'litert'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(value: unknown): value is EngineName {
  return ENGINE_NAMES.some((name) => name === value);
}
