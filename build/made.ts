import { join } from 'node:path';
import { buildModels } from '../models/build.ts';
import { rasterizeArt } from '../public/art.ts';
import { cached } from './cache.ts';

/** What they are made of, and by. */
export const MADE_FROM = ['models', 'public', 'build', 'src/network', 'src/segmenter/model'];

/** Folder of what the build makes itself, kept out of the sources: models, backdrops, icons. */
export function makeFiles(): Promise<string> {
  return cached('made', MADE_FROM, async (folder) => {
    await Promise.all([buildModels(join(folder, 'models')), rasterizeArt(folder)]);
  });
}
