import type { Runtime } from 'webextension-polyfill';
import { log } from '../shared/log';
import type { Settings } from '../shared/settings';
import { browser } from './browser';
import { changePanel, type PanelState } from './panel-store';
import { changeSettings } from './settings-store';

/** What is stored piece by piece, as it is chosen. */
export type Stored = { readonly settings: Settings; readonly panel: PanelState };

const UNSAVED_PORT = 'veil-unsaved-';

/** Of a panel: has the background know what is chosen there and not stored yet. */
export type Unsaved<State> = {
  /** Opens the way there, so that it is open when something is chosen. */
  open(): void;
  /** Tells all that is not stored yet; undefined for nothing. */
  tell(change: Partial<State> | undefined): void;
  close(): void;
};

/** A panel may close at any moment, and with it the writing that it has begun. */
export function createUnsaved<Name extends keyof Stored>(name: Name): Unsaved<Stored[Name]> {
  let port: Runtime.Port | undefined;

  const open = (): Runtime.Port => {
    if (port) return port;
    const opened = browser.runtime.connect({ name: UNSAVED_PORT + name });
    // A background that has nothing to do goes to sleep.
    opened.onDisconnect.addListener(() => {
      if (port === opened) port = undefined;
    });
    port = opened;
    return opened;
  };

  return {
    open,
    tell: (change) => {
      try {
        if (change || port) open().postMessage(change ?? null);
      } catch (error) {
        // The extension is another one by now; the panel itself says so when it cannot store.
        log.warn('what is chosen cannot be told', error);
      }
    },
    close: () => {
      port?.disconnect();
      port = undefined;
    },
  };
}

/** Of the background: stores what a panel had not stored when it closed. */
export function storeUnsaved(): void {
  storeOn('settings', changeSettings);
  storeOn('panel', changePanel);
}

function storeOn<Name extends keyof Stored>(
  name: Name,
  store: (change: Partial<Stored[Name]>) => Promise<unknown>,
): void {
  const ours = browser.runtime.getURL('');
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== UNSAVED_PORT + name || !port.sender?.url?.startsWith(ours)) return;
    let unsaved: Partial<Stored[Name]> | null = null;
    port.onMessage.addListener((change) => {
      unsaved = change as Partial<Stored[Name]> | null;
    });
    port.onDisconnect.addListener(() => {
      if (unsaved) store(unsaved).catch((error) => log.warn('a choice is not stored', error));
    });
  });
}
