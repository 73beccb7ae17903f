import type { Realm } from './entrances';
import { kept } from './kept';
import { replaceGetter, replaceMethod } from './native-method';

const FRAMES = ['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement'] as const;

/**
 * A frame or window with an address has an empty document until its page comes, and in that no content
 * script runs: its methods, taken at once, would open the camera raw. So Veil stands where a page gets
 * hold of such a window. guard: what is done to each.
 */
export function guardNewWindows(realm: Realm, guard: (other: Realm) => void): void {
  const meet = (other: Realm | null): void => {
    try {
      if (other) guard(other);
    } catch {
      // Another origin's: the page cannot reach into it, either.
    }
  };

  for (const name of FRAMES) {
    const { prototype } = realm[name];
    const windowOf = replaceGetter(prototype, 'contentWindow', (native, frame) => {
      const other = kept.apply(native, frame, []) as Realm | null;
      meet(other);
      return other;
    });
    replaceGetter(prototype, 'contentDocument', (native, frame) => {
      const document = kept.apply(native, frame, []);
      if (document) meet(kept.apply(windowOf, frame, []) as Realm);
      return document;
    });
  }
  replaceMethod(realm, 'open', (native, self, args) => {
    const opened = kept.apply(native, self, args) as Realm | null;
    meet(opened);
    return opened;
  });
}
