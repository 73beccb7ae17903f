import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileNetwork } from './compile-network';

class Refused {
  constructor() {
    throw new WebAssembly.CompileError('refused by Content Security Policy');
  }
}

afterEach(() => vi.restoreAllMocks());

describe('the build that is taken', () => {
  it('is the better one where the browser has relaxed SIMD', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(true);
    const tried: number[] = [];
    class Module {
      constructor({ byteLength }: Uint8Array) {
        tried.push(byteLength);
      }
    }
    vi.spyOn(WebAssembly, 'Module').mockImplementation(Module as typeof WebAssembly.Module);
    expect(compileNetwork()).toMatchObject({ ok: true, build: 'relaxed' });
    expect(compileNetwork(['plain'])).toMatchObject({ ok: true, build: 'plain' });
    expect(tried[0]).not.toBe(tried[1]);
  });

  it('is the plain one where there is no relaxed SIMD', () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValueOnce(false);
    expect(compileNetwork()).toMatchObject({ ok: true, build: 'plain' });
    expect(validate).toHaveBeenCalledTimes(2);
  });

  it('is none without SIMD, and none on a page that refuses WASM', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(compileNetwork()).toEqual({ ok: false, reason: 'no-simd' });
    vi.restoreAllMocks();
    vi.spyOn(WebAssembly, 'Module').mockImplementation(Refused);
    expect(compileNetwork()).toEqual({ ok: false, reason: 'refused' });
  });
});
