/** What frames can be composited with. */
export const COMPOSITOR_NAMES = ['webgl', 'planes'] as const;
export type CompositorName = (typeof COMPOSITOR_NAMES)[number];

export function isCompositorName(value: unknown): value is CompositorName {
  return COMPOSITOR_NAMES.some((name) => name === value);
}
