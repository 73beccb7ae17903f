/**
 * The contract between Veil's contexts: one map per direction. Calls are verbs, events are past
 * participles. Whatever comes from a page is parsed by the `parse…` functions here before use.
 */
import { type CallSettings, parseCallSettings } from './call-settings';
import { type DocumentState, parseDocumentState } from './document-state';
import { isBackdropId } from './effect';
import { type FaultReason, isFaultReason } from './fault';
import { type Framing, parseFraming } from './framing';
import { inputOf, isModelVariantName, type ModelVariantName } from './model-variants';
import { isRecord } from './parse';
import { parseSmallPicture, type SmallPicture } from './small-picture';
import { parseStatus, type TrackNews, type TrackStatus } from './status';

/**
 * Bytes of a model input in one message. Larger messages to another process travel in shared memory that
 * the browser makes for each: in four parts an input is there and answered in half the time
 * (docs/browser-faults.md#large-messages).
 */
export const PART_BYTES = 57_344;

export type SegmenterService = 'masks' | 'loop';

export type PageToContent =
  /**
   * The pipeline is up, or there is another camera: send the settings of this site's calls, now and at
   * every change. makesMasks: the page lets WASM run, so its loops want the network's weights.
   */
  | {
      readonly type: 'settings-wanted';
      readonly makesMasks: boolean;
      /** It answers `picture-wanted`; a page script of an older Veil would take that for a fault. */
      readonly showsPictures?: true;
    }
  /**
   * Make a segmenter for a track; its port comes with the message. replace: the last one failed;
   * service: it takes model inputs, or runs the track's whole frame loop.
   */
  | {
      readonly type: 'open-segmenter';
      readonly track: number;
      readonly replace: boolean;
      readonly service: SegmenterService;
    }
  /** Have the port that comes with the message told the settings, past the page's main thread. */
  | { readonly type: 'open-link' }
  /** Send the bytes of a backdrop. */
  | { readonly type: 'load-backdrop'; readonly id: string }
  /** Where a track stands. */
  | { readonly type: 'reported'; readonly status: TrackStatus }
  /** A frame that a track has sent, asked for by `picture-wanted`. */
  | { readonly type: 'picture-taken'; readonly track: number; readonly picture: SmallPicture };

export type ContentToPage =
  /** The settings of this site's calls have been read, or have changed. */
  | { readonly type: 'settings-changed'; readonly settings: CallSettings }
  /** Nobody tells the port of `open-link` any more. */
  | { readonly type: 'link-lost' }
  /** The popup wants to see the next frame of a track. isFirst: soon rather than sharp. */
  | { readonly type: 'picture-wanted'; readonly track: number; readonly isFirst?: true }
  /** The file with the network's weights, sent when a call first needs it. */
  | { readonly type: 'weights-loaded'; readonly bytes: ArrayBuffer }
  | { readonly type: 'weights-failed' }
  /** An encoded picture (bytes of a WebP, PNG or JPEG file), or, after it, its film (shared/film). */
  | { readonly type: 'backdrop-loaded'; readonly id: string; readonly bytes: ArrayBuffer }
  | { readonly type: 'backdrop-failed'; readonly id: string }
  /** The pipeline cannot be injected, or is not understood: the camera must not be seen. */
  | { readonly type: 'pipeline-failed'; readonly reason: FaultReason }
  | { readonly type: 'segmenter-failed'; readonly track: number; readonly reason: FaultReason };

/** From the extension's frame in a page to what keeps the ends of its tracks. */
export type LinkToKeeper = {
  readonly type: 'settings-changed';
  readonly settings: CallSettings;
};

export type LoopToSegmenter =
  /** Load a model; answered by `loaded` or `failed`. Jobs for the one before are done meanwhile. */
  | { readonly type: 'load'; readonly variant: ModelVariantName }
  /**
   * RGBA pixels of the model's input size, PART_BYTES in each message but the last, in their order;
   * offset: in bytes. The last one is answered by `segmented` with the same id.
   */
  | {
      readonly type: 'segment';
      readonly id: number;
      readonly variant: ModelVariantName;
      readonly offset: number;
      readonly pixels: ArrayBuffer;
    };

/** From a hidden page that allows no worker, and so has no clock. after: ms until the answer. */
export type ClockToSegmenter = { readonly type: 'tick'; readonly after: number };
export type SegmenterToClock = { readonly type: 'ticked' };

export type SegmenterToLoop =
  | { readonly type: 'loaded'; readonly variant: ModelVariantName }
  /** mask: one byte per input pixel, 255 = person. */
  | { readonly type: 'segmented'; readonly id: number; readonly mask: ArrayBuffer }
  | { readonly type: 'failed'; readonly reason: FaultReason; readonly detail: string };

export type ContentToBackground =
  /** Inject the pipeline into the frame that asks. Answered by `Outcome`. */
  | { readonly type: 'inject-pipeline' }
  /** The film of an own picture that moves. Answered by `BytesAnswer`. */
  | { readonly type: 'load-film'; readonly id: string }
  /** Answered by `BytesAnswer`. framing: the part of it that is shown, cut out. */
  | { readonly type: 'load-backdrop'; readonly id: string; readonly framing?: Framing }
  /** Answered by `BytesAnswer`. */
  | { readonly type: 'load-weights' }
  /** How this frame does; null when it has no camera any more. */
  | { readonly type: 'document-changed'; readonly state: DocumentState | null }
  /** Which site is in the address bar? Answered by `SiteAnswer`. */
  | { readonly type: 'find-site' };

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: FaultReason };
/** site: as settings name it. */
export type SiteAnswer = { readonly ok: true; readonly site: string };
/** moves: of a picture, there is a film of it. base64: runtime messages are JSON and cannot hold bytes (docs/browser-faults.md#json-messages). */
export type BytesAnswer =
  | { readonly ok: true; readonly base64: string; readonly moves?: boolean }
  | { readonly ok: false; readonly reason: FaultReason };

/**
 * Sent to the popup on the status port: all live tracks of one frame of the tab. `frame` tells the
 * frames apart, which all answer on the same port.
 */
export type ContentToPopup = {
  readonly type: 'status-changed';
  readonly frame: string;
  readonly tracks: TrackNews[];
  /** What is wrong with the frame's document, whatever its tracks say. */
  readonly fault: FaultReason | null;
};

/** A track of the document of that name. */
export type TrackName = { readonly frame: string; readonly track: number };

/** Whatever a document sends, for who does not know its tracks yet, and wants it soon rather than sharp. */
export const ANY_TRACK = 'any-track';

/** From the popup, on the picture port: asks for the next frame that is sent. */
export type PopupToContent = TrackName | typeof ANY_TRACK;

/** The answer to the popup: a frame that this track has sent. */
export type TrackPicture = TrackName & { readonly picture: SmallPicture };

/** Reads what a popup asks for; undefined for anything else. Never throws. */
export function parsePopupToContent(value: unknown): PopupToContent | undefined {
  if (value === ANY_TRACK) return ANY_TRACK;
  if (!isRecord(value)) return undefined;
  const { frame, track } = value;
  const isAsked = typeof frame === 'string' && Number.isSafeInteger(track);
  return isAsked ? { frame, track: track as number } : undefined;
}

/** Reads a message from the page; undefined for anything else. Never throws. */
export function parsePageToContent(value: unknown): PageToContent | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['type']) {
    case 'settings-wanted': {
      const { makesMasks } = value;
      if (typeof makesMasks !== 'boolean') return undefined;
      const showsPictures = value['showsPictures'] === true;
      return { type: 'settings-wanted', makesMasks, ...(showsPictures && { showsPictures }) };
    }
    case 'open-segmenter': {
      const { track, replace, service } = value;
      if (!Number.isSafeInteger(track) || typeof replace !== 'boolean') return undefined;
      if (service !== 'masks' && service !== 'loop') return undefined;
      return { type: 'open-segmenter', track: track as number, replace, service };
    }
    case 'open-link':
      return { type: 'open-link' };
    case 'load-backdrop':
      return isBackdropId(value['id']) ? { type: 'load-backdrop', id: value['id'] } : undefined;
    case 'reported': {
      const status = parseStatus(value['status']);
      return status && { type: 'reported', status };
    }
    case 'picture-taken': {
      const { track } = value;
      const picture = parseSmallPicture(value['picture']);
      if (!picture || !Number.isSafeInteger(track)) return undefined;
      return { type: 'picture-taken', track: track as number, picture };
    }
    default:
      return undefined;
  }
}

/** Reads what a link tells; undefined for anything else. Never throws. */
export function parseLinkToKeeper(value: unknown): LinkToKeeper | undefined {
  if (!isRecord(value) || value['type'] !== 'settings-changed') return undefined;
  const settings = parseCallSettings(value['settings']);
  return settings && { type: 'settings-changed', settings };
}

/** Reads a message from the content script; undefined for anything else. Never throws. */
export function parseContentToPage(value: unknown): ContentToPage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, reason } = value;
  switch (type) {
    case 'settings-changed': {
      const settings = parseCallSettings(value['settings']);
      return settings && { type, settings };
    }
    case 'backdrop-loaded': {
      const { bytes } = value;
      return isBackdropId(id) && bytes instanceof ArrayBuffer ? { type, id, bytes } : undefined;
    }
    case 'backdrop-failed':
      return isBackdropId(id) ? { type, id } : undefined;
    case 'weights-loaded': {
      const { bytes } = value;
      return bytes instanceof ArrayBuffer ? { type, bytes } : undefined;
    }
    case 'weights-failed':
    case 'link-lost':
      return { type };
    case 'picture-wanted': {
      const { track } = value;
      if (!Number.isSafeInteger(track)) return undefined;
      const isFirst = value['isFirst'] === true;
      return { type, track: track as number, ...(isFirst && { isFirst }) };
    }
    case 'pipeline-failed':
      return isFaultReason(reason) ? { type, reason } : undefined;
    case 'segmenter-failed': {
      const { track } = value;
      if (!Number.isSafeInteger(track) || !isFaultReason(reason)) return undefined;
      return { type, track: track as number, reason };
    }
    default:
      return undefined;
  }
}

/**
 * Reads a job for the segmenter; undefined for anything else. Never throws. The pixels must have
 * exactly the size of the variant's input.
 */
export function parseLoopToSegmenter(value: unknown): LoopToSegmenter | undefined {
  if (!isRecord(value)) return undefined;
  const { type, variant, id, offset, pixels } = value;
  if (!isModelVariantName(variant)) return undefined;
  switch (type) {
    case 'load':
      return { type, variant };
    case 'segment': {
      if (!Number.isSafeInteger(id) || !(pixels instanceof ArrayBuffer)) return undefined;
      if (typeof offset !== 'number' || !(offset >= 0) || offset % PART_BYTES !== 0)
        return undefined;
      const { width, height } = inputOf(variant);
      return pixels.byteLength === Math.min(PART_BYTES, width * height * 4 - offset)
        ? { type, id: id as number, variant, offset, pixels }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Reads a question of a clock, for at most a second; undefined for anything else. Never throws. */
export function parseClockToSegmenter(value: unknown): ClockToSegmenter | undefined {
  if (!isRecord(value)) return undefined;
  const { type, after } = value;
  const isDelay = typeof after === 'number' && after >= 0 && after <= 1000;
  return type === 'tick' && isDelay ? { type, after } : undefined;
}

/** Reads an answer of the segmenter; undefined for anything else. Never throws. */
export function parseSegmenterToLoop(value: unknown): SegmenterToLoop | undefined {
  if (!isRecord(value)) return undefined;
  const { type, variant, id, mask, reason, detail } = value;
  switch (type) {
    case 'loaded':
      return isModelVariantName(variant) ? { type, variant } : undefined;
    case 'segmented':
      return Number.isSafeInteger(id) && mask instanceof ArrayBuffer
        ? { type, id: id as number, mask }
        : undefined;
    case 'failed':
      return isFaultReason(reason) && typeof detail === 'string'
        ? { type, reason, detail }
        : undefined;
    default:
      return undefined;
  }
}

/** Reads a message to the background; undefined for anything else. Never throws. */
export function parseContentToBackground(value: unknown): ContentToBackground | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id } = value;
  switch (type) {
    case 'inject-pipeline':
    case 'find-site':
    case 'load-weights':
      return { type };
    case 'load-film':
      return isBackdropId(id) ? { type, id } : undefined;
    case 'load-backdrop': {
      const framing = parseFraming(value['framing']);
      return isBackdropId(id) ? { type, id, ...(framing && { framing }) } : undefined;
    }
    case 'document-changed': {
      const state = value['state'] === null ? null : parseDocumentState(value['state']);
      return state === undefined ? undefined : { type, state };
    }
    default:
      return undefined;
  }
}
