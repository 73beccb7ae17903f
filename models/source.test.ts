import { describe, expect, it } from 'vitest';
import { checkSource, PACKAGE, readSource } from './source.ts';

describe('checkSource', () => {
  it('takes the files of the pinned package', async () => {
    expect((await readSource('general')).length).toBe(249_024);
    expect((await readSource('landscape')).length).toBe(249_792);
  });

  it('says what is wrong with any other file and what to do', async () => {
    const changed = new Uint8Array(await readSource('general'));
    changed[changed.length - 1] = 1 + (changed[changed.length - 1] ?? 0);
    expect(() => checkSource('general', changed)).toThrow(
      new RegExp(
        `^selfie_segmentation.tflite is not the file of ${PACKAGE.name} ${PACKAGE.version} ` +
          `\\(its SHA-256 is [0-9a-f]{64}\\): install that version with npm ci, or, if you mean to ` +
          `change the model, check every variant again and then set its sha256 in models/source.ts.$`,
      ),
    );
  });

  it('does not take one network for the other', async () => {
    const landscape = await readSource('landscape');
    expect(() => checkSource('general', landscape)).toThrow(/is not the file of/);
  });
});
