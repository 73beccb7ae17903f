import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLease, type Lease, EXTENSION_TIMES as TIMES } from './lease';

/** A lease on a clock that stands still but for `after`. */
function leased() {
  let now = 5000;
  const lease = createLease(TIMES, () => now);
  /** Uses it 30 times a second for so long; tells what it answered, and when. */
  const use = (ms: number) => {
    const answers: [after: number, answer: string][] = [];
    const start = now;
    const end = now + ms;
    for (;;) {
      const answer = lease.use();
      if (answer) answers.push([now - start, answer]);
      if (now >= end) return answers;
      now = Math.min(end, now + 1000 / 30);
    }
  };
  return { lease, use, sleep: (ms: number) => (now += ms) };
}

/** One that is held. */
function held() {
  const made = leased();
  made.lease.use();
  made.lease.opening();
  made.lease.held();
  return made;
}

/** After how many ms a lost one is asked for again. */
function waitOf({ lease, use }: { lease: Lease; use: (ms: number) => [number, string][] }) {
  lease.lost();
  const [answer] = use(60_000);
  expect(answer?.[1]).toBe('ask');
  return answer?.[0] ?? Number.NaN;
}

describe('a lease', () => {
  it('is asked for when it is first used, once', () => {
    const { lease, use } = leased();
    expect(lease.state).toBe('absent');
    expect(use(10_000)).toEqual([[0, 'ask']]);
    expect(lease.state).toBe('asked');
    expect(lease.isRenewal).toBe(false);
  });

  it('goes through opening to held, and stays held', () => {
    const { lease, use } = leased();
    use(1000);
    lease.opening();
    expect(lease.state).toBe('opening');
    lease.held();
    expect(lease.state).toBe('held');
    expect(use(3_600_000)).toEqual([]);
  });

  it.each([
    ['does not come', (_: Lease) => undefined],
    ['comes and does not open', (lease: Lease) => lease.opening()],
  ])('is overdue when it %s', (_, answer) => {
    const { lease, use } = leased();
    use(0);
    answer(lease);
    expect(use(TIMES.open)).toEqual([]);
    expect(use(100)[0]?.[1]).toBe('overdue');
  });

  it('has the whole time again for each thing it opens', () => {
    const { lease, use } = held();
    lease.opening();
    use(TIMES.open - 1000);
    lease.opening();
    expect(use(TIMES.open)).toEqual([]);
    lease.held();
    expect(use(TIMES.open)).toEqual([]);
  });

  it('is overdue when it owes an answer for too long, and not once it has answered', () => {
    const { lease, use } = held();
    lease.owe();
    expect(use(TIMES.answer)).toEqual([]);
    lease.settle();
    expect(use(TIMES.answer)).toEqual([]);
    lease.owe();
    expect(use(TIMES.answer + 100)[0]?.[1]).toBe('overdue');
  });

  it('owes while it opens something else', () => {
    const { lease, use } = held();
    lease.owe();
    lease.opening();
    expect(use(TIMES.answer + 100)[0]?.[1]).toBe('overdue');
  });

  it('stays overdue until it is given up', () => {
    const { lease, use } = held();
    lease.owe();
    use(TIMES.answer + 100);
    expect(use(100).length).toBeGreaterThan(2);
    lease.lost();
    expect(lease.state).toBe('lost');
    expect(use(TIMES.firstRetry - 100)).toEqual([]);
  });

  it('backs off twice as long from one loss to the next, up to the most', () => {
    const made = held();
    const waits = Array.from({ length: 8 }, () => Math.round(waitOf(made) / 1000));
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(made.lease.isRenewal).toBe(true);
  });

  it('begins with the shortest wait again when it is forgiven', () => {
    const made = held();
    for (let n = 0; n < 4; n++) waitOf(made);
    made.lease.opening();
    made.lease.held();
    made.lease.forgive();
    expect(made.lease.isRenewal).toBe(false);
    expect(Math.round(waitOf(made) / 1000)).toBe(1);
  });

  it('is asked for at once when it is forgiven while it is lost', () => {
    const { lease, use } = held();
    lease.lost();
    lease.forgive();
    expect(use(0)).toEqual([[0, 'ask']]);
  });

  it.each([
    ['to come', (_: Lease) => undefined, TIMES.open],
    ['to open', (lease: Lease) => lease.opening(), TIMES.open],
    ['to answer', (lease: Lease) => lease.owe(), TIMES.answer],
  ])('asleep, has as long %s as it had before', (_, begin, time) => {
    const { lease, use, sleep } = leased();
    use(0);
    begin(lease);
    use(time - 1000);
    sleep(600_000);
    expect(use(900)).toEqual([]);
    expect(use(1100)[0]?.[1]).toBe('overdue');
  });

  it('backs off in its sleep', () => {
    const { lease, use, sleep } = held();
    lease.lost();
    use(100);
    sleep(600_000);
    expect(use(0)).toEqual([[0, 'ask']]);
  });

  it('takes no slow frames for sleep', () => {
    const { lease, sleep } = held();
    lease.use();
    lease.owe();
    const answers: unknown[] = [];
    for (let n = 0; n < 4; n++) {
      sleep(1100);
      answers.push(lease.use());
    }
    expect(answers).toEqual([undefined, undefined, undefined, 'overdue']);
  });

  it('is never asked for while it is there, nor given up while it owes nothing', () => {
    const step = fc.constantFrom('opening', 'held', 'owe', 'settle', 'lost', 'forgive', 'wait');
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 40_000 }))), (steps) => {
        const { lease, use, sleep } = leased();
        let isThere = false;
        let opens = false;
        let owes = false;
        for (const [name, ms] of steps) {
          if (name === 'wait') sleep(ms);
          else lease[name]();
          isThere = (isThere || name === 'opening' || name === 'held') && name !== 'lost';
          opens = (opens || name === 'opening') && name !== 'held' && name !== 'lost';
          owes = (owes || name === 'owe') && name !== 'settle' && name !== 'lost';
          for (const [, answer] of use(ms % 100)) {
            if (answer === 'overdue') expect(opens || owes).toBe(true);
            else expect(isThere).toBe(false);
            if (answer === 'ask') isThere = opens = true;
          }
        }
      }),
    );
  });
});
