import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLogLevel, log, setLogLevel } from './log';

describe('log', () => {
  const error = new Error('why');
  const spies = { warn: vi.spyOn(console, 'warn'), debug: vi.spyOn(console, 'debug') };
  const tellAll = () => {
    log.warn('failed', error);
    log.debug('goes on', error);
  };
  const told = () => [...spies.warn.mock.calls, ...spies.debug.mock.calls];

  beforeEach(() => {
    for (const spy of Object.values(spies)) spy.mockReset().mockImplementation(() => undefined);
  });
  afterEach(() => setLogLevel('off'));

  it('is silent at first, and when it is off again', () => {
    tellAll();
    setLogLevel('debug');
    setLogLevel('off');
    tellAll();
    expect(told()).toEqual([]);
  });

  it('tells what has failed', () => {
    setLogLevel('warn');
    tellAll();
    expect(told()).toEqual([['Veil: failed', error]]);
  });

  it('tells everything', () => {
    setLogLevel('debug');
    tellAll();
    expect(told()).toEqual([
      ['Veil: failed', error],
      ['Veil: goes on', error],
    ]);
  });

  it('knows its levels', () => {
    expect(['off', 'warn', 'debug', 'all', 1, null].filter(isLogLevel)).toEqual([
      'off',
      'warn',
      'debug',
    ]);
  });
});
