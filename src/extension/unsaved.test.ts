import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser, stubLocks } from './tests/fake-browser';

/** An end of a port; what is done to it is heard at the other. */
type End = ReturnType<typeof endOf>;
const endOf = (name: string, url: string) => {
  const heard: ((data: unknown) => void)[] = [];
  const gone: (() => void)[] = [];
  return {
    heard,
    gone,
    name,
    sender: { url },
    onMessage: { addListener: (listen: (data: unknown) => void) => heard.push(listen) },
    onDisconnect: { addListener: (listen: () => void) => gone.push(listen) },
  };
};

const OURS = 'chrome-extension://veil/';
const values = stubBrowser();
stubLocks();
const connected: ((end: End) => void)[] = [];
/** The background's ends of the ports that are open now. */
const open = new Set<End>();
let from = `${OURS}popup.html`;
Object.assign((globalThis as unknown as { chrome: { runtime: object } }).chrome.runtime, {
  getURL: (path: string) => OURS + path,
  onConnect: { addListener: (listen: (end: End) => void) => connected.push(listen) },
  connect: ({ name }: { name: string }) => {
    const [here, there] = [endOf(name, from), endOf(name, from)];
    open.add(there);
    for (const listen of connected) listen(there);
    const close = () => {
      open.delete(there);
      for (const listen of there.gone) listen();
    };
    return {
      ...here,
      postMessage: (data: unknown) => {
        for (const listen of there.heard) listen(data);
      },
      disconnect: close,
    };
  },
});
const { createUnsaved, storeUnsaved } = await import('./unsaved');
storeUnsaved();

const stored = async () => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return values;
};

describe('what a panel has not stored when it closes', () => {
  beforeEach(() => {
    for (const key of Object.keys(values)) delete values[key];
    from = `${OURS}popup.html`;
  });

  it('is stored by the background, each in its place', async () => {
    const settings = createUnsaved('settings');
    const panel = createUnsaved('panel');
    settings.tell({ covered: true });
    panel.tell({ mirrored: false });
    panel.tell({ mirrored: false, previewAlways: true });
    expect(await stored()).toEqual({});
    settings.close();
    panel.close();
    expect(await stored()).toMatchObject({
      settings: { covered: true },
      panel: { mirrored: false, previewAlways: true },
    });
  });

  it('is nothing once it was stored', async () => {
    const panel = createUnsaved('panel');
    panel.tell({ mirrored: false });
    panel.tell(undefined);
    panel.close();
    expect(await stored()).toEqual({});
  });

  it('is told by one port, opened once and closed with the panel', () => {
    const panel = createUnsaved('panel');
    // Nothing to tell: no port for that.
    panel.tell(undefined);
    expect(open.size).toBe(0);
    panel.open();
    panel.open();
    panel.tell({ mirrored: false });
    expect(open.size).toBe(1);
    panel.tell(undefined);
    panel.close();
    panel.close();
    expect(open.size).toBe(0);
  });

  it('is taken of no page but the extension’s own', async () => {
    from = 'https://example.com/';
    const panel = createUnsaved('panel');
    panel.tell({ mirrored: false });
    panel.close();
    expect(await stored()).toEqual({});
  });
});
