import type { Backdrop } from '../compositor/compositor';
import { colorChannels, type Effect } from '../shared/effect';
import type { FaultReason } from '../shared/fault';

/** What stands in the room's place now: the effect, with its picture decoded. */
export type BackdropFeed = {
  readonly current: Backdrop;
  readonly fault: FaultReason | undefined;
  set(effect: Effect): void;
  /** Takes an encoded picture; one that is no longer wanted is ignored. */
  receive(id: string, bytes: ArrayBuffer | null): Promise<void>;
  dispose(): void;
};

/** A calm dark grey, for as long as no backdrop can be shown. */
export const NEUTRAL: Backdrop = { kind: 'color', color: [0.16, 0.17, 0.19] };

/**
 * Makes the feed. `want` asks the page for a picture. While a picture is on its way, the backdrop
 * before it stays.
 */
export function createBackdropFeed(want: (id: string) => void): BackdropFeed {
  let current: Backdrop = NEUTRAL;
  let wanted: string | undefined;
  let fault: FaultReason | undefined;
  let retired: ImageBitmap | undefined;

  const show = (backdrop: Backdrop) => {
    // The picture that goes may still be drawn this very moment; the one before it is not.
    retired?.close();
    retired = current.kind === 'image' ? current.picture : undefined;
    current = backdrop;
    fault = undefined;
  };

  return {
    get current() {
      return current;
    },
    get fault() {
      return fault;
    },
    set: (effect) => {
      const before = wanted;
      wanted = undefined;
      switch (effect.kind) {
        case 'none':
          return;
        case 'blur':
          show({ kind: 'blur', strength: effect.strength });
          return;
        case 'color':
          show({ kind: 'color', color: colorChannels(effect.color) });
          return;
        case 'image':
          wanted = effect.id;
          if (before !== effect.id || current.kind !== 'image') want(effect.id);
          return;
        default:
          effect satisfies never;
      }
    },
    receive: async (id, bytes) => {
      if (id !== wanted) return;
      const picture = bytes && (await createImageBitmap(new Blob([bytes])).catch(() => undefined));
      if (id !== wanted) picture?.close();
      else if (picture) show({ kind: 'image', picture });
      else {
        show(NEUTRAL);
        fault = 'backdrop-missing';
      }
    },
    dispose: () => {
      wanted = undefined;
      show(NEUTRAL);
      retired?.close();
    },
  };
}
