import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildModels } from '../models/build.ts';
import { rasterizeArt } from '../public/art.ts';
import { writeWords } from '../public/words.ts';
import { cached } from './cache.ts';
import { buildEngine } from './engine.ts';

/** What models are made of, and by. */
const MODELS_FROM = ['models', 'build', 'src/network', 'src/segmenter/model'];
/** Its bytes are vouched for by the file itself. */
const ENGINE_FROM = ['build/engine.ts'];
const ART_FROM = ['public/art.ts', 'public/backdrops', 'public/icons', 'build'];

/** What they are made of, and by. */
export const MADE_FROM = [...new Set([...MODELS_FROM, ...ART_FROM, 'public'])];

/** Folder of what the build makes itself, kept out of the sources: models, an engine, backdrops, icons, words. */
export function makeFiles(): Promise<string> {
  return cached('made', MADE_FROM, async (folder) => {
    const [models, engine, art] = await Promise.all([
      cached('models', MODELS_FROM, async (made) => {
        await buildModels(join(made, 'models'));
      }),
      cached('engine', ENGINE_FROM, (made) => buildEngine(join(made, 'engines'))),
      cached('art', ART_FROM, rasterizeArt),
      writeWords(folder),
    ]);
    for (const made of [models, engine, art]) await cp(made, folder, { recursive: true });
  });
}
