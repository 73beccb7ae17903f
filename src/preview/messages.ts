/** The contract between a panel and the worker that runs the loop of its preview. */
import type { CallSettings } from '../shared/call-settings';
import type { LoopStatus } from '../shared/status';

export type ToPreviewWorker =
  /** source: a port to the camera's frames (page/transport/frame-port). The worker draws on the canvas. */
  | { readonly type: 'start'; readonly source: MessagePort; readonly canvas: OffscreenCanvas }
  | { readonly type: 'settings-changed'; readonly settings: CallSettings }
  /** Draw the masks on this canvas from now on; null: no more. */
  | { readonly type: 'show-mask'; readonly canvas: OffscreenCanvas | null }
  /** The way to a segmenter, asked for by `segmenter-wanted`. */
  | { readonly type: 'connect-segmenter'; readonly port: MessagePort };

export type FromPreviewWorker =
  /** The first picture is on the canvas. */
  | { readonly type: 'shown' }
  | { readonly type: 'segmenter-wanted' }
  | { readonly type: 'reported'; readonly status: LoopStatus };
