import { describe, expect, it } from 'vitest';
import { sharedDetail } from './detail';
import { FIGURES, type Figures } from './figures';
import { parseOptions } from './options';
import { phasesOf } from './phases';
import { type CpuProfile, hottest } from './profile';
import { spreadOf } from './statistics';
import { resultTable } from './table';

const NOTHING = Object.fromEntries(FIGURES.map((name) => [name, undefined])) as Figures;

describe('the rows', () => {
  it('begin with the floor of each size', () => {
    const { rows } = parseOptions([]);
    const heights = new Set(rows.map(({ size }) => size.height));
    expect([...heights]).toEqual([360, 720, 1080]);
    for (const height of heights) {
      const own = rows.filter(({ size }) => size.height === height);
      expect(own[0]?.setup).toBeUndefined();
      expect(own.filter(({ setup }) => !setup)).toHaveLength(1);
    }
  });

  it('are every combination with --all, in which `none` counts once', () => {
    expect(parseOptions(['--all']).rows).toHaveLength(3 * (1 + 1 + 2 * 6 * 3));
  });

  it('are those asked for', () => {
    const { rows } = parseOptions([
      '--sizes',
      '1280x720',
      '--tiers',
      'low,high',
      '--effects',
      'blur',
    ]);
    expect(rows.map(({ setup }) => setup?.tier)).toEqual([undefined, 'low', 'high']);
  });

  it.each([
    ['--sizes', '1x1'],
    ['--tiers', 'best'],
    ['--rounds', '0'],
    ['--what'],
  ])('are refused: %s %s', (...args) => {
    expect(() => parseOptions(args)).toThrow();
  });
});

describe('the table', () => {
  it('shows medians with the least and the most, and no empty column', () => {
    const { rows } = parseOptions(['--sizes', '1280x720', '--effects', 'image']);
    const [, row] = rows;
    if (!row) throw new Error('expected a row');
    const rounds = [31, 25, 28].map((fps30) => ({ ...NOTHING, fps30, longestTask: 0 }));
    const [head, , line, goal] = resultTable([{ row, rounds }]).split('\n');
    expect(head).toBe('| size | compositor | tier | effect | fps of 30 | longest task, ms |');
    expect(line).toBe('| 1280x720 | planes | high | image | 28.0 (25.0–31.0) | 0 |');
    expect(goal).toContain('≥ 29.5');
  });

  it('knows the spread of repeats', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  it('takes phases only from a status that has them', () => {
    expect(phasesOf(undefined)).toEqual({});
    expect(phasesOf({ fps: 30 })).toEqual({});
    expect(phasesOf({ phases: { mask: { p50: 3, p95: 5 }, odd: 4 } })).toEqual({
      mask: { p50: 3, p95: 5 },
    });
  });
});

describe('what a frame shows', () => {
  const stripes = Int16Array.from({ length: 400 }, (_, i) => (i % 2 ? 90 : -90));

  it('is the camera’s when its details are', () => {
    expect(
      sharedDetail(
        stripes,
        stripes.map((value) => value + 5),
      ),
    ).toBe(1);
  });

  it('is another when they are blurred, or shifted', () => {
    expect(
      sharedDetail(
        stripes,
        stripes.map((value) => value / 3),
      ),
    ).toBe(0);
    expect(
      sharedDetail(
        stripes,
        stripes.map((value) => -value),
      ),
    ).toBe(0);
  });

  it('is unknown where the camera shows nothing but noise', () => {
    expect(
      sharedDetail(
        stripes.map((value) => value / 10),
        stripes,
      ),
    ).toBeUndefined();
  });
});

it('a profile gives each function the time until the next sample, with its file', () => {
  const call = (functionName: string, lineNumber: number, scriptId = '7') => ({
    callFrame: { functionName, lineNumber, scriptId, url: '' },
  });
  const profile: CpuProfile = {
    nodes: [
      { id: 1, ...call('mix', 2) },
      { id: 2, ...call('(idle)', -1, '0') },
      { id: 3, ...call('mix', 4) },
    ],
    samples: [1, 2, 3, 3],
    timeDeltas: [1000, 2000, 3000, 500],
  };
  const source = ['// src/mask/a.ts', 'let x;', 'function mix() {}', '//#region src/b.ts', 'mix'];
  expect(hottest(profile, new Map([['7', source.join('\n')]]))).toEqual([
    { name: '(idle)', time: 3 },
    { name: 'a.ts: mix', time: 2 },
    { name: 'b.ts: mix', time: 0.5 },
  ]);
});
