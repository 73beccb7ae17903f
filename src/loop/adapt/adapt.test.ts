import { describe, expect, it } from 'vitest';
import type { DrawingCost } from '../../compositor/choice-rules';
import { PHASE_NAMES, type PhaseName } from '../../shared/status';
import { createAdapt, type FrameCost } from './adapt';

const NO_TIME = Object.fromEntries(PHASE_NAMES.map((name) => [name, 0]));

/** Adapts, with what a supervisor is told. */
function adapting({ faster = false } = {}) {
  const told: DrawingCost[] = [];
  const supervisor = {
    measure: (cost: DrawingCost) => told.push(cost),
    isDoubtful: false,
    reconsider: async () => faster,
  };
  return { adapt: createAdapt(supervisor), told };
}

/** A frame that was begun and sent then, ms. */
function frame(
  begunAt: number,
  endedAt: number,
  phases: Partial<Record<PhaseName, number>>,
  rest: Partial<FrameCost> = {},
): FrameCost {
  const times = { begunAt, endedAt, phases: { ...NO_TIME, ...phases } as FrameCost['phases'] };
  return { tier: 'high', timestamp: begunAt * 1000, isMasked: true, ...times, ...rest };
}

describe('adapting', () => {
  it('tells the supervisor of the time in which the loop was busy, and of that of drawing', () => {
    const { adapt, told } = adapting();
    adapt.learn(frame(100, 130, { read: 3, infer: 15, refine: 4, composite: 5, write: 1 }));
    expect(told).toEqual([{ at: 130, busy: 30, drawing: 8, overloaded: false }]);
  });

  it('counts the time of two frames at once only once', () => {
    const { adapt, told } = adapting();
    adapt.learn(frame(100, 130, { infer: 20 }));
    adapt.learn(frame(115, 142, { infer: 20 }));
    adapt.learn(frame(150, 175, { infer: 20 }));
    expect(told.map(({ busy }) => busy)).toEqual([30, 12, 25]);
  });

  it('counts no frame without work, but the time of a mask that came too late', () => {
    const { adapt, told } = adapting();
    adapt.learn(frame(100, 110, { read: 1 }, { isMasked: false }));
    adapt.learn(frame(120, 620, { infer: 500 }, { isMasked: false }));
    expect(told.map(({ busy }) => busy)).toEqual([500]);
    // One that it does not count was in the way of the next all the same.
    adapt.learn(frame(630, 650, {}, { isMasked: false }));
    adapt.learn(frame(640, 660, { infer: 9 }));
    expect(told.at(-1)?.busy).toBe(10);
  });

  /** A call with 30 frames a second, each with so much of a phase. */
  const call = (
    adapt: ReturnType<typeof createAdapt>,
    seconds: number,
    phase: PhaseName,
    ms: number,
  ) => {
    for (let n = 0; n < 30 * seconds; n++) {
      const { tier } = adapt;
      adapt.learn(frame(n * 33, n * 33 + ms, { [phase]: ms }, { tier }));
    }
  };

  it('finds a cheaper tier when the model is slow, and says that the loop is overloaded', () => {
    const { adapt, told } = adapting();
    adapt.choose({ tier: 'high', adapt: true });
    call(adapt, 4, 'infer', 40);
    expect(adapt.tier).not.toBe('high');
    expect(told.some(({ overloaded }) => overloaded)).toBe(true);
  });

  it.each([
    [true, 'high'],
    [false, 'sparse'],
  ])('begins anew when another compositor was taken (%s): the tier is then %s', async (faster, tier) => {
    const { adapt } = adapting({ faster });
    adapt.choose({ tier: 'high', adapt: true });
    call(adapt, 20, 'composite', 60);
    expect(adapt.tier).toBe('sparse');
    await adapt.reconsider();
    expect(adapt.tier).toBe(tier);
  });

  it('learns nothing of a tier from frames of another', () => {
    const { adapt } = adapting();
    adapt.choose({ tier: 'high', adapt: true });
    for (let n = 0; n < 200; n++)
      adapt.learn(frame(n * 33, n * 33 + 80, { infer: 80 }, { tier: 'low' }));
    expect(adapt.tier).toBe('high');
  });

  it('spares a film its frames until it is known that there is time for them', () => {
    const { adapt } = adapting();
    adapt.choose({ tier: 'high', adapt: true });
    expect(adapt.sparesFilm).toBe(true);
    call(adapt, 5, 'infer', 5);
    expect(adapt.sparesFilm).toBe(false);
    call(adapt, 3, 'infer', 16);
    expect(adapt.sparesFilm).toBe(true);
  });

  it('spares them for good where the user wants less than the finest', () => {
    const { adapt } = adapting();
    adapt.choose({ tier: 'medium', adapt: false });
    call(adapt, 10, 'infer', 4);
    expect(adapt.sparesFilm).toBe(true);
  });
});
