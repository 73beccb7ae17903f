import type { MaskFeed } from './mask-feed';
import type { MaskSource } from './mask-source';
import type { OwnMasks } from './own-masks';

/** A loop's masks: its own, or the segmenter's where its own cannot be made or have failed. */
export type Masks = MaskSource & Pick<MaskFeed, 'connect' | 'fail'> & Pick<OwnMasks, 'takeWeights'>;

/** ours: undefined where the loop must not spend its time on them. feed: asks for a segmenter when first needed. */
export function createMasks(ours: OwnMasks | undefined, feed: MaskFeed): Masks {
  const source = (): MaskSource => (ours?.isUsable ? ours : feed);

  return {
    get ready() {
      return source().ready;
    },
    get fault() {
      return source().fault;
    },
    get isElsewhere() {
      return source().isElsewhere;
    },
    ensure: (variant) => source().ensure(variant),
    bytesFor: (variant) => source().bytesFor(variant),
    open: (variant, arena) => {
      const opened = source();
      const segment = opened.open(variant, arena);
      // Our own may fail at any frame; those of the segmenter need no place in the arena.
      return (view) => (source() === opened ? segment : source().open(variant, arena))(view);
    },
    connect: feed.connect,
    fail: feed.fail,
    takeWeights: (file) => ours?.takeWeights(file),
    dispose: () => {
      ours?.dispose();
      feed.dispose();
    },
  };
}
