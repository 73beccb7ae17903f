import { afterEach, expect, it, vi } from 'vitest';
import { free } from './free';

afterEach(() => vi.unstubAllGlobals());

it('hands nothing to what a page has put in the place of the browser’s own', () => {
  const seen = vi.fn();
  const { postMessage } = MessagePort.prototype;
  vi.stubGlobal('MessageChannel', seen);
  MessagePort.prototype.postMessage = seen;
  try {
    const bytes = new Uint8Array(1000);
    free(bytes.buffer);
    expect(bytes.length).toBe(0);
  } finally {
    MessagePort.prototype.postMessage = postMessage;
  }
  expect(seen).not.toHaveBeenCalled();
});

it('takes a buffer away from everybody who holds it, at once', () => {
  const views = [new Uint8Array(1000), new Uint8ClampedArray(4)];
  for (const view of views) {
    free(view.buffer);
    expect(view.length).toBe(0);
  }
});
