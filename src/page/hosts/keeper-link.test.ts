import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeeperLink, type KeeperLink } from './keeper-link';
import type { Heard } from './keeper-wire';

// Timers of the test, and ports that are none of the browser's.
vi.mock('../../natives/natives', () => ({
  natives: {
    Promise,
    setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
    clearTimeout: (timer: number) => clearTimeout(timer),
    pin: <T>(port: T) => port,
  },
}));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nothing = () => undefined;

/** The way to a loop, which takes the times that it is told to. startsSlowly: one in a worker of the page. */
function connected(startsSlowly = true) {
  let port: MessagePort;
  const link: KeeperLink = createKeeperLink(
    {
      camera: 'front',
      times: { open: 20_000, answer: 3000, firstRetry: 100, lastRetry: 10_000 },
      silentAfter: 450,
      firstAfter: 2000,
      startsSlowly,
      stalled: 'loop-stalled',
      wire: () => ({
        start: nothing,
        command: nothing,
        end: nothing,
        send: () => Promise.resolve(),
        read: (data) => data as Heard,
      }),
      want: nothing,
    },
    { opened: nothing, failed: nothing, exhausted: nothing, drawn: nothing, told: nothing },
  );
  const hear = (heard: Heard) => port.onmessage?.({ data: heard } as MessageEvent);
  const connect = () => {
    port = { close: nothing } as unknown as MessagePort;
    link.connect(port);
    hear({ type: 'frame-wanted' });
  };
  link.ensure();
  connect();
  const send = () => link.send({ timestamp: 1 } as VideoFrame);
  return {
    link,
    connect,
    /** The loop takes so many ms to draw a frame. */
    draw: async (ms: number) => {
      await send();
      vi.advanceTimersByTime(ms);
      hear({ type: 'drawn', frame: {} as VideoFrame });
      hear({ type: 'frame-wanted' });
    },
    /** How long the next frame but one waits for a loop that does not draw the next, ms. */
    patience: async () => {
      await send();
      const start = performance.now();
      const turn = link.turn(false).then(() => performance.now() - start);
      await vi.advanceTimersByTimeAsync(10_000);
      return turn;
    },
  };
}

it.each([
  ['the page', true],
  ['the extension', false],
])('waits longer for the first person of a loop in %s than for those that follow: a cover may stand still', async (_, startsSlowly) => {
  const { link, draw, patience } = connected(startsSlowly);
  await draw(20);
  expect(await patience()).toBe(2000);
  link.settled();
  expect(await patience()).toBe(450);
});

it('begins anew with another loop', async () => {
  const { link, connect, draw, patience } = connected();
  link.settled();
  connect();
  await draw(20);
  expect(await patience()).toBe(2000);
});
