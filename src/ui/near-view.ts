/** So far from what is seen something is about to be. */
const NEAR = '300px';

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls `come` once, when the place comes near what is seen of the page. Returns the way to give up. */
export function whenNear(place: Element, come: () => void): () => void {
  const stop = () => {
    observer?.unobserve(place);
    waiting.delete(place);
  };
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { rootMargin: NEAR, scrollMargin: NEAR },
  );
  waiting.set(place, () => {
    stop();
    come();
  });
  observer.observe(place);
  return stop;
}
