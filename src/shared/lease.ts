/**
 * What is held of somebody who may take it away: a segmenter, a frame loop elsewhere, a graphics device.
 * It knows when to ask for it, when it counts as lost, and when to ask again.
 *
 *     absent ──use──► asked ──opening──► opening ──held──► held
 *                       ▲                      ◄──opening──
 *                       │
 *                       └──use, after backing off── lost ◄──lost── any of them
 *
 * It is asleep while nobody uses it: the camera pauses, or the machine sleeps. That time is no silence,
 * so no deadline runs out in it.
 */
export type Lease = {
  readonly state: LeaseState;
  /** The one before was lost, and none has worked since. */
  readonly isRenewal: boolean;
  /**
   * To be called whenever it is needed. 'ask': ask for it now, it counts as asked. 'overdue': it has let a
   * deadline pass and is to be given up.
   */
  use(): 'ask' | 'overdue' | undefined;
  /** It has come, or has work to do before it is as it should be: it must be `held` in time. */
  opening(): void;
  held(): void;
  /** It owes an answer, from now on. */
  owe(): void;
  /** It owes none. */
  settle(): void;
  /** It works, or something else takes its place: what was lost before is not held against it. */
  forgive(): void;
  /** It was given up; `use` asks for it again after a while, which doubles from one loss to the next. */
  lost(): void;
};

export type LeaseState = 'absent' | 'asked' | 'opening' | 'held' | 'lost';

/** All in ms. */
export type LeaseTimes = {
  /** From the question to `opening`, and from there to `held`, at most. */
  readonly open: number;
  /** From `owe` to the answer, at most. */
  readonly answer: number;
  /** From the first loss in a row to the next question … */
  readonly firstRetry: number;
  /** … and from the last, at most. */
  readonly lastRetry: number;
};

/**
 * Of what runs in the hidden extension frame: on a cold, busy machine it starts in seconds, and loads a
 * model in as many; at work it is never silent for so long.
 */
export const EXTENSION_TIMES: LeaseTimes = {
  open: 20_000,
  answer: 4000,
  firstRetry: 1000,
  lastRetry: 30_000,
};

/** A pause in use of this length is sleep, ms. */
const ASLEEP_MS = 1500;

/** A state machine. clock: tells the time, in ms. */
export function createLease(times: LeaseTimes, clock: () => number): Lease {
  let state: LeaseState = 'absent';
  let losses = 0;
  let usedAt = Number.POSITIVE_INFINITY;
  /** When it must be open, must have answered, and may be asked for again. */
  let openBy = Number.POSITIVE_INFINITY;
  let answerBy = Number.POSITIVE_INFINITY;
  let retryAt = Number.NEGATIVE_INFINITY;

  const wait = (next: LeaseState) => {
    state = next;
    openBy = clock() + times.open;
  };
  const settle = () => {
    answerBy = Number.POSITIVE_INFINITY;
  };
  const held = () => {
    state = 'held';
    openBy = Number.POSITIVE_INFINITY;
  };

  return {
    get state() {
      return state;
    },
    get isRenewal() {
      return losses > 0;
    },
    use: () => {
      const now = clock();
      const slept = now - usedAt > ASLEEP_MS ? now - usedAt : 0;
      usedAt = now;
      openBy += slept;
      answerBy += slept;
      if (now > Math.min(openBy, answerBy)) return 'overdue';
      if ((state !== 'absent' && state !== 'lost') || now < retryAt) return undefined;
      wait('asked');
      return 'ask';
    },
    opening: () => wait('opening'),
    held,
    owe: () => {
      answerBy = clock() + times.answer;
    },
    settle,
    forgive: () => {
      losses = 0;
      retryAt = Number.NEGATIVE_INFINITY;
    },
    lost: () => {
      held();
      settle();
      state = 'lost';
      retryAt = clock() + Math.min(times.lastRetry, times.firstRetry * 2 ** losses++);
    },
  };
}
