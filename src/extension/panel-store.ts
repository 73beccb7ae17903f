/** What the panels keep for themselves; no call is told of it. */
import { isBackdropId } from '../shared/effect';
import { isRecord } from '../shared/parse';
import { browser } from './browser';
import { readStored } from './stored';

export type PanelState = {
  /** The preview shows oneself as a mirror does. */
  readonly mirrored: boolean;
  /** The preview begins with the popup, unasked. */
  readonly previewAlways: boolean;
  /** The camera of the preview; empty: the browser's own choice. */
  readonly camera: string;
  /** Backdrops, the one used last first. */
  readonly recent: readonly string[];
};

/** Key in `storage.local`. */
export const PANEL_KEY = 'panel';

export const DEFAULT_PANEL: PanelState = {
  mirrored: true,
  previewAlways: false,
  camera: '',
  recent: [],
};

/** More than a gallery shows. */
const MOST_RECENT = 6;

/** Reads what was stored; what is wrong or missing gets its default. Never throws. */
export function parsePanel(stored: unknown): PanelState {
  if (!isRecord(stored)) return DEFAULT_PANEL;
  const { mirrored, previewAlways, camera, recent } = stored;
  return {
    mirrored: typeof mirrored === 'boolean' ? mirrored : DEFAULT_PANEL.mirrored,
    previewAlways: typeof previewAlways === 'boolean' ? previewAlways : DEFAULT_PANEL.previewAlways,
    camera: typeof camera === 'string' ? camera : DEFAULT_PANEL.camera,
    recent: Array.isArray(recent) ? recent.filter(isBackdropId).slice(0, MOST_RECENT) : [],
  };
}

export async function readPanel(): Promise<PanelState> {
  return parsePanel(await readStored(PANEL_KEY));
}

/** Changes some of it; the rest stays as stored. */
export function changePanel(change: Partial<PanelState>): Promise<void> {
  return navigator.locks.request('veil-panel', async () => {
    await browser.storage.local.set({ [PANEL_KEY]: { ...(await readPanel()), ...change } });
  });
}

/** The list of what was used, with that one first. */
export function usedNow(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT);
}
