import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decompress } from 'fzstd';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkEngine, PACKED_ENGINE, readEngine } from './engine.ts';
import { makeFiles } from './made.ts';

let engine = new Uint8Array();
let packed = new Uint8Array();
beforeAll(async () => {
  engine = new Uint8Array(await readEngine());
  packed = new Uint8Array(await readFile(join(await makeFiles(), 'engines', PACKED_ENGINE)));
}, 300_000);

describe('the engine to fall back on', () => {
  it('comes out as the package has it', () => {
    expect(Buffer.compare(decompress(packed), engine)).toBe(0);
    expect(packed.length).toBeLessThan(2_500_000);
  });

  it('lies in one array with few bytes more: what is freed with that is all of it', () => {
    expect(decompress(packed).buffer.byteLength).toBeLessThan(engine.length + 64);
  });

  it('fails the build, in a sentence, when it is another one', () => {
    const changed = engine.slice();
    changed[changed.length - 1] = 1 + (changed[changed.length - 1] ?? 0);
    expect(() => checkEngine(changed)).toThrow(
      /^vision_wasm_module_internal.wasm is not the file of @mediapipe\/tasks-vision 0\.10\.35 \(its SHA-256 is [0-9a-f]{64}\): install that version with npm ci, or, if you mean to change the engine, run e2e\/models\.spec\.ts and then set the version and its sha256 in build\/engine\.ts\.$/,
    );
  });

  it('does not come out damaged without a word', () => {
    expect(() => decompress(packed.subarray(0, packed.length / 2))).toThrow();
    expect(() => decompress(new TextEncoder().encode('no engine at all'))).toThrow();
  });
});
