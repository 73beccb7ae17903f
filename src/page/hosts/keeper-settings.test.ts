import { expect, it } from 'vitest';
import type { LoopCommand } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from '../../shared/call-settings';
import type { Effect } from '../../shared/effect';
import { createKeeperSettings } from './keeper-settings';

const BLUR: Effect = { kind: 'blur', strength: 0.5 };
const GREEN: Effect = { kind: 'color', color: '#00ff00' };
const NONE: Effect = { kind: 'none' };

function call(effect: Effect, covered = false): CallSettings {
  return { ...DEFAULT_CALL_SETTINGS, effect, covered };
}

/** Two loops, what each was told last, and the two who tell. */
function started() {
  const told: (LoopCommand | undefined)[] = [undefined, undefined];
  const loops: FrameLoop[] = told.map((_, i) => ({
    handle: (command) => {
      told[i] = command;
    },
  }));
  const settings = createKeeperSettings(() => loops);
  let onmessage: ((event: { data: unknown }) => void) | undefined;
  let isClosed = false;
  const port = {
    set onmessage(listen: (event: { data: unknown }) => void) {
      onmessage = listen;
    },
    close: () => {
      isClosed = true;
    },
  } as unknown as MessagePort;
  const send = (command: LoopCommand) =>
    loops.forEach((loop) => {
      const translated = settings.translate(command);
      if (translated) loop.handle(translated);
    });
  return {
    settings,
    send,
    page: (of: CallSettings) => send({ type: 'settings-changed', settings: of }),
    link: (data: unknown) => onmessage?.({ data }),
    connect: () => settings.translate({ type: 'connect-link', port }),
    /** Effect and cover that all loops go by. */
    now: () =>
      told.map((command) =>
        command?.type === 'settings-changed'
          ? `${command.settings.effect.kind}${command.settings.covered ? ' covered' : ''}`
          : command?.type,
      ),
    isClosed: () => isClosed,
  };
}

const fromLink = (settings: CallSettings) => ({ type: 'settings-changed', settings });

it('tells all loops at once what comes over the link', () => {
  const { page, connect, link, now } = started();
  page(call(NONE));
  expect(now()).toEqual(['none', 'none']);
  connect();
  link(fromLink(call(GREEN)));
  expect(now()).toEqual(['color', 'color']);
  link(fromLink(call(BLUR)));
  expect(now()).toEqual(['blur', 'blur']);
});

it('shows the camera only while both say so: one of them may be blocked with what is old', () => {
  const { page, connect, link, now } = started();
  page(call(GREEN));
  connect();
  link(fromLink(call(NONE)));
  expect(now()).toEqual(['color', 'color']);
  page(call(NONE));
  expect(now()).toEqual(['none', 'none']);
  // Off and on again while the page was blocked: it tells of both, late.
  link(fromLink(call(BLUR)));
  page(call(NONE));
  expect(now()).toEqual(['blur', 'blur']);
  page(call(BLUR));
  expect(now()).toEqual(['blur', 'blur']);
});

it('covers as soon as either says so, and shows somebody when both do', () => {
  const { page, connect, link, now } = started();
  page(call(NONE));
  connect();
  link(fromLink(call(NONE, true)));
  expect(now()).toEqual(['none covered', 'none covered']);
  link(fromLink(call(NONE)));
  expect(now()).toEqual(['none', 'none']);
  page(call(NONE, true));
  expect(now()).toEqual(['none covered', 'none covered']);
});

it('goes by the page alone when the link is lost or says what nobody can read', () => {
  for (const lose of [
    (of: ReturnType<typeof started>) => of.settings.translate({ type: 'lose-link' }),
    (of: ReturnType<typeof started>) => of.link({ type: 'settings-changed', settings: 7 }),
  ]) {
    const all = started();
    all.page(call(NONE));
    all.connect();
    all.link(fromLink(call(BLUR)));
    lose(all);
    expect(all.now()).toEqual(['none', 'none']);
    expect(all.isClosed()).toBe(true);
  }
});

it('knows nothing when the page refuses, whatever the link says', () => {
  const { send, page, connect, link, now, settings } = started();
  page(call(BLUR));
  connect();
  send({ type: 'settings-refused' });
  link(fromLink(call(NONE)));
  expect(now()).toEqual(['settings-refused', 'settings-refused']);
  let greeted = 0;
  settings.greet({ handle: () => greeted++ });
  expect(greeted).toBe(0);
});
