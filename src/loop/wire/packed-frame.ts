/**
 * Video frames between a page and the extension, whose processes cannot hand each other a frame: its
 * bytes go in parts, and then what they mean.
 */

import type { Orientation } from '../../shared/geometry';
import { PART_BYTES } from '../../shared/messages';
import { isRecord } from '../../shared/parse';

/** Larger frames than any camera's. */
const MOST_BYTES = 2 ** 27;
const MOST_SIDE = 2 ** 14;

/** What a frame's bytes mean, as the browser takes it: tightly packed, one plane after the other. */
export type FrameHead = VideoFrameBufferInit & Orientation;

export type PackedFrame =
  /** The next bytes of a frame, PART_BYTES at most. */
  | { readonly type: 'pixels'; readonly bytes: ArrayBuffer }
  /** The bytes that came since the one before are this frame. */
  | { readonly type: 'frame'; readonly head: FrameHead };

type Post = (message: PackedFrame, transfer: Transferable[]) => void;

/** Makes what sends frames, one after the other. A frame stays its owner's; it may be closed after. */
export function createPacker(post: Post): (frame: VideoFrame) => Promise<void> {
  let buffer = new Uint8Array();

  return async (frame) => {
    // A frame without a format is in a GPU's memory.
    const options = (frame.format ? {} : { format: 'RGBA' }) as VideoFrameCopyToOptions;
    const size = frame.allocationSize(options);
    if (buffer.length < size) buffer = new Uint8Array(size);
    const head = headOf(frame);
    await frame.copyTo(buffer, options);
    for (let offset = 0; offset < size; offset += PART_BYTES) {
      const bytes = buffer.slice(offset, Math.min(size, offset + PART_BYTES)).buffer;
      post({ type: 'pixels', bytes }, [bytes]);
    }
    post({ type: 'frame', head }, []);
  };
}

/** Memory that several have together, in bytes. */
export type Budget = { left: number };

/** Makes what puts frames together. Throws where bytes and head are no frame, or more than the budget has left. */
export function createUnpacker(budget: Budget = { left: 2 * MOST_BYTES }) {
  let buffer = new Uint8Array();
  let filled = 0;

  const hold = (bytes: number) => {
    if (bytes - buffer.length > budget.left) throw new Error('expected fewer frames at a time');
    budget.left -= bytes - buffer.length;
    const before = buffer;
    buffer = new Uint8Array(bytes);
    buffer.set(before.subarray(0, Math.min(filled, bytes)));
  };

  return {
    add: (bytes: ArrayBuffer): void => {
      const length = filled + bytes.byteLength;
      if (length > MOST_BYTES) throw new Error('expected a frame of a camera');
      if (length > buffer.length) hold(Math.max(length, 2 * buffer.length));
      buffer.set(new Uint8Array(bytes), filled);
      filled = length;
    },
    /** The frame that the bytes make up; the caller owns it. */
    take: (head: FrameHead): VideoFrame => {
      const bytes = buffer.subarray(0, filled);
      filled = 0;
      return new VideoFrame(bytes, head);
    },
    /** Gives its memory back. */
    dispose: (): void => hold(0),
  };
}

/** Reads a message of a packer; undefined for anything else. Never throws. */
export function parsePackedFrame(value: unknown): PackedFrame | undefined {
  if (!isRecord(value)) return undefined;
  const { type, bytes, head } = value;
  if (type === 'pixels') return bytes instanceof ArrayBuffer ? { type, bytes } : undefined;
  if (type !== 'frame' || !isRecord(head)) return undefined;
  const sides = [head['codedWidth'], head['codedHeight']];
  const isSized = sides.every(
    (side) => Number.isSafeInteger(side) && (side as number) > 0 && (side as number) <= MOST_SIDE,
  );
  // The browser looks at all the rest.
  return isSized ? { type, head: head as unknown as FrameHead } : undefined;
}

function headOf(frame: VideoFrame): FrameHead {
  const { format, visibleRect, displayWidth, displayHeight, timestamp, duration } = frame;
  const { rotation = 0, flip = false } = frame as Orientation;
  const isTurned = rotation !== 0 || flip;
  return {
    format: format ?? 'RGBA',
    codedWidth: visibleRect?.width ?? displayWidth,
    codedHeight: visibleRect?.height ?? displayHeight,
    timestamp,
    colorSpace: frame.colorSpace.toJSON(),
    ...(isTurned ? { rotation, flip } : { displayWidth, displayHeight }),
    ...(duration !== null && { duration }),
  };
}
