/** The contract between a page and the frame loop that the extension runs for it. */
import { type CallSettings, parseCallSettings, showsCamera } from '../../shared/call-settings';
import { isBackdropId } from '../../shared/effect';
import { isRecord } from '../../shared/parse';
import { type LoopStatus, parseStatus } from '../../shared/status';
import { type PackedFrame, parsePackedFrame } from './packed-frame';

export type PageToExtension =
  /** The first message. camera: its name; tracks of one camera share their work. */
  | { readonly type: 'start'; readonly camera: string }
  /** A camera frame; comes when asked for by `frame-wanted`. */
  | PackedFrame
  /** Never some that show the camera: then no frame is sent, and none comes back as it is. */
  | { readonly type: 'settings-changed'; readonly settings: CallSettings }
  | { readonly type: 'set-backdrop'; readonly id: string; readonly bytes: ArrayBuffer | null }
  /** There are no more frames. */
  | { readonly type: 'end' };

export type ExtensionToPage =
  /** Send the next frame. */
  | { readonly type: 'frame-wanted' }
  /** A frame to show; one for each that came. */
  | PackedFrame
  /** No masks come any more: make the hidden frame anew. */
  | { readonly type: 'segmenter-lost' }
  | { readonly type: 'backdrop-wanted'; readonly id: string }
  | { readonly type: 'reported'; readonly status: LoopStatus };

/** Reads a message of a page; undefined for anything else. Never throws. */
export function parsePageToExtension(value: unknown): PageToExtension | undefined {
  if (!isRecord(value)) return undefined;
  const { type, camera, id, bytes } = value;
  switch (type) {
    case 'start':
      return typeof camera === 'string' ? { type, camera } : undefined;
    case 'settings-changed': {
      const settings = parseCallSettings(value['settings']);
      return settings && !showsCamera(settings) ? { type, settings } : undefined;
    }
    case 'set-backdrop':
      return isBackdropId(id) && (bytes === null || bytes instanceof ArrayBuffer)
        ? { type, id, bytes }
        : undefined;
    case 'end':
      return { type };
    default:
      return parsePackedFrame(value);
  }
}

/** Reads a message of the extension's loop; undefined for anything else. Never throws. */
export function parseExtensionToPage(value: unknown): ExtensionToPage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id } = value;
  switch (type) {
    case 'frame-wanted':
    case 'segmenter-lost':
      return { type };
    case 'backdrop-wanted':
      return isBackdropId(id) ? { type, id } : undefined;
    case 'reported': {
      const found = value['status'];
      const status = isRecord(found)
        ? parseStatus({ ...found, track: 0, place: 'extension' })
        : undefined;
      return status && { type, status };
    }
    default:
      return parsePackedFrame(value);
  }
}
