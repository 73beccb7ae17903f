import { replaceGetter } from '../natives/native-method';
import { natives } from '../natives/natives';
import { processStream } from './pipeline-request';
import type { Realm } from './realm';

type Interface = { readonly prototype: HTMLElement };

/**
 * The elements with which a page may ask for a camera, `<usermedia>` and `<camera>`. What an element
 * has got is kept back, and its event with it, until it has been processed; then the event is sent.
 * realm: the elements' window. name: of the interface. attribute: what holds the capture; its event has the same name.
 */
export function patchElement<T extends MediaStream | MediaStreamTrack>(
  realm: Realm,
  name: string,
  attribute: 'stream' | 'track',
  process: (captured: T) => Promise<T>,
): void {
  const { [name]: found } = realm as unknown as Record<string, Interface | undefined>;
  if (!found) return;
  /** What was captured, to what the site gets; null while that is on its way, or if it never comes. */
  const known = new WeakMap<T, T | null>();

  const replace = (element: HTMLElement, captured: T): T | null => {
    const processed = known.get(captured);
    if (processed !== undefined) return processed;
    known.set(captured, null);
    process(captured).then(
      (ready) => {
        known.set(captured, ready);
        element.dispatchEvent(new Event(attribute));
      },
      () => undefined, // The camera is stopped; the site has got nothing.
    );
    return null;
  };

  const native = replaceGetter(found.prototype, attribute, (get, element) => {
    const captured = natives.apply(get, element, []) as T | null;
    return captured && replace(element, captured);
  });
  if (!native) return;

  realm.addEventListener(
    attribute,
    (event) => {
      const element = event.target;
      if (!(element instanceof (found as unknown as typeof HTMLElement))) return;
      const captured = natives.apply(native, element, []) as T | null;
      if (captured && !replace(element, captured)) {
        natives.hush(event);
      }
    },
    { capture: true },
  );
}

/** Processes a track that comes without a stream. */
export async function processTrack(track: MediaStreamTrack): Promise<MediaStreamTrack> {
  const stream = await processStream(new natives.MediaStream([track]));
  return stream.getTracks()[0] as MediaStreamTrack;
}
