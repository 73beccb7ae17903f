import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompositorName } from '../shared/compositor-name';
import { log } from '../shared/log';
import type { Chosen, Trial } from './choice';
import { type Compositor, DeviceLost, DeviceMissing } from './compositor';
import { createSupervisor } from './supervisor';

/** Compositors that were made and not disposed. */
const alive = new Set<Compositor>();
/** Of those that are asked for: all work, or WebGL is not to be had. */
let isMakable = true;
/** What the next trial gives, and the frames that it draws. */
let faster: CompositorName | undefined;
let drawn = 0;

function made(name: CompositorName): Chosen {
  const compositor = { dispose: () => alive.delete(compositor) } as unknown as Compositor;
  alive.add(compositor);
  return { name, compositor };
}

vi.mock('./choice', () => ({
  makeCompositor: (name: CompositorName) => {
    if (!isMakable) throw new DeviceMissing();
    return made(name);
  },
  startTrial: (): Trial => {
    let left = 4;
    return {
      draw: async () => {
        drawn++;
        return --left > 0;
      },
      end: () => (faster ? made(faster) : undefined),
    };
  },
}));

describe('the supervisor of compositors', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.spyOn(log, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    alive.clear();
    isMakable = true;
    faster = undefined;
    drawn = 0;
  });
  /** Frames at 40 a second for so long; how many of them had a compositor. */
  const frames = async (supervisor: ReturnType<typeof createSupervisor>, ms: number) => {
    let count = 0;
    for (let passed = 0; passed < ms; passed += 25) {
      if (await supervisor.current()) count++;
      vi.advanceTimersByTime(25);
    }
    return count;
  };
  /** Loses the compositor in use; how long there was none, ms. */
  const gapAfterLoss = async (supervisor: ReturnType<typeof createSupervisor>) => {
    supervisor.fail(new DeviceLost(), await supervisor.current());
    const lostAt = performance.now();
    while (!(await supervisor.current())) vi.advanceTimersByTime(10);
    return performance.now() - lostAt;
  };

  it('makes one, and keeps it', async () => {
    const supervisor = createSupervisor();
    const first = await supervisor.current();
    expect(await frames(supervisor, 5000)).toBe(200);
    expect(await supervisor.current()).toBe(first);
    expect(supervisor.name).toBe('planes');
    expect(alive.size).toBe(1);
  });

  it('says why there is none, and tries again ever more rarely', async () => {
    const supervisor = createSupervisor();
    isMakable = false;
    expect(await frames(supervisor, 400)).toBe(0);
    expect(supervisor.fault).toBe('loop-failed');
    expect(vi.mocked(log.warn)).toHaveBeenCalledTimes(1);
    // After 0.5, 1.5, 3.5 and 7.5 s.
    await frames(supervisor, 8000);
    expect(vi.mocked(log.warn)).toHaveBeenCalledTimes(5);
    isMakable = true;
    await frames(supervisor, 30_000);
    expect(supervisor.fault).toBeUndefined();
    expect(alive.size).toBe(1);
  });

  it('makes a lost one again, after twice as long from one loss to the next', async () => {
    const supervisor = createSupervisor();
    const gaps: number[] = [];
    for (let n = 0; n < 3; n++) gaps.push(await gapAfterLoss(supervisor));
    expect(gaps).toEqual([500, 1000, 2000]);
    expect(alive.size).toBe(1);
  });

  it('takes one that lasted for a good one', async () => {
    const supervisor = createSupervisor();
    await gapAfterLoss(supervisor);
    await gapAfterLoss(supervisor);
    vi.advanceTimersByTime(11_000);
    expect(await gapAfterLoss(supervisor)).toBe(500);
  });

  it('takes the planes at once in the place of WebGL that fails twice, and tells so', async () => {
    const supervisor = createSupervisor();
    supervisor.prefer('webgl');
    await gapAfterLoss(supervisor);
    expect(supervisor.name).toBe('webgl');
    expect(supervisor.fault).toBeUndefined();
    expect(await gapAfterLoss(supervisor)).toBe(0);
    expect(supervisor.name).toBe('planes');
  });

  it('hears of the same loss once only', async () => {
    const supervisor = createSupervisor();
    const first = await supervisor.current();
    supervisor.fail(new DeviceLost(), first);
    vi.advanceTimersByTime(600);
    const second = await supervisor.current();
    supervisor.fail(new DeviceLost(), first);
    expect(await supervisor.current()).toBe(second);
  });

  it('tries both where none was found before, and none where one was', async () => {
    const unknown = createSupervisor();
    await unknown.current();
    expect(unknown.isDoubtful).toBe(true);
    const known = createSupervisor();
    known.prefer('webgl');
    await known.current();
    expect(known.isDoubtful).toBe(false);
    expect(known.name).toBe('webgl');
  });

  it('takes the one that was faster, and disposes the other', async () => {
    const supervisor = createSupervisor();
    await supervisor.current();
    faster = 'webgl';
    for (let frame = 1; frame < 4; frame++) {
      expect(await supervisor.reconsider()).toBe(false);
      expect(drawn).toBe(frame);
      expect(supervisor.isDoubtful).toBe(true);
      expect(supervisor.name).toBe('planes');
    }
    expect(await supervisor.reconsider()).toBe(true);
    expect(drawn).toBe(4);
    expect(supervisor.name).toBe('webgl');
    expect(supervisor.isDoubtful).toBe(false);
    expect(alive.size).toBe(1);
  });

  it('stays with the one in use where the other was not faster', async () => {
    const supervisor = createSupervisor();
    const before = await supervisor.current();
    for (let frame = 0; frame < 4; frame++) expect(await supervisor.reconsider()).toBe(false);
    expect(await supervisor.current()).toBe(before);
    expect(supervisor.isDoubtful).toBe(false);
  });

  it('gives all compositors of a trial back that does not come to its end', async () => {
    faster = 'webgl';
    for (const end of ['dispose', 'fail'] as const) {
      const supervisor = createSupervisor();
      const before = await supervisor.current();
      await supervisor.reconsider();
      if (end === 'dispose') supervisor.dispose();
      else supervisor.fail(new DeviceLost(), before);
      expect(alive.size, end).toBe(0);
      expect(supervisor.isDoubtful).toBe(false);
    }
  });
});
