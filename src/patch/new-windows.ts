import { type Native, replaceGetter, replaceMethod } from '../natives/native-method';
import { natives } from '../natives/natives';
import type { Realm } from './realm';

/** What of the names of elements lies between `HTML` and `Element`. */
const FRAMES = ['IFrame', 'Frame', 'Object', 'Embed'] as const;

/**
 * A frame or window with an address has an empty document until its page comes, and in that no content
 * script runs (docs/browser-faults.md#windows-before-scripts): its methods, taken at once, would open the camera raw. So Veil stands where a page gets
 * hold of such a window, or of its document. guard: what is done to each.
 */
export function guardNewWindows(realm: Realm, guard: (other: Realm) => void): void {
  const meet = (native: Native, self: object, args: unknown[] = []) => {
    const found = natives.apply(native, self, args) as Realm | Document | null;
    try {
      if (found) guard(((found as Document).defaultView ?? found) as Realm);
    } catch {
      // Another origin's: the page cannot reach into it, either.
    }
    return found;
  };

  for (const name of FRAMES) {
    const { prototype } = realm[`HTML${name}Element`];
    replaceGetter(prototype, 'contentWindow', meet);
    replaceGetter(prototype, 'contentDocument', meet);
    // Firefox gives any document: docs/browser-faults.md#any-svg-document.
    replaceMethod(prototype, 'getSVGDocument', meet);
  }
  replaceMethod(realm, 'open', meet);
  // With three arguments it is the other.
  replaceMethod(realm.Document.prototype, 'open', meet);
}
