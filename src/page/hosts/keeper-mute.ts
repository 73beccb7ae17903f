/** Whether the site has disabled the track, which is black then, as a camera's own is. */
export type KeeperMute = {
  readonly isOn: boolean;
  change(isOn: boolean): void;
  /** Whether black is to be shown for this frame; it stays the caller's. */
  blackens(frame: VideoFrame): Promise<boolean>;
};

/**
 * The camera is disabled along with the track, and its first frames after that may be black still: they are
 * no picture of the room, in which the person would be missed.
 */
const DOUBTFUL_FRAMES = 3;
/** Side of the square that is looked at, in pixels; even, as chroma has half of that. */
const SIDE = 32;

export function createKeeperMute(): KeeperMute {
  let isOn = false;
  let doubtful = 0;

  return {
    get isOn() {
      return isOn;
    },
    change: (next) => {
      if (isOn && !next) doubtful = DOUBTFUL_FRAMES;
      isOn = next;
    },
    blackens: async (frame) => {
      if (isOn) return true;
      if (doubtful === 0) return false;
      doubtful--;
      if (await isBlack(frame)) return true;
      doubtful = 0;
      return isOn;
    },
  };
}

/** Luma of a browser's black is 0; that of a camera's darkest picture is 16, and has noise. */
async function isBlack(frame: VideoFrame): Promise<boolean> {
  const { format, visibleRect } = frame;
  if ((format !== 'I420' && format !== 'NV12') || !visibleRect) return false;
  const rect = {
    x: visibleRect.x,
    y: visibleRect.y,
    width: Math.min(SIDE, visibleRect.width & ~1),
    height: Math.min(SIDE, visibleRect.height & ~1),
  };
  try {
    const bytes = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(bytes, { rect });
    return bytes.subarray(0, rect.width * rect.height).every((luma) => luma === 0);
  } catch {
    return false; // Whoever draws it finds out what is wrong with it.
  }
}
