import { join } from 'node:path';
import { buildModels } from '../models/build.ts';
import { rasterizeArt } from '../public/art.ts';
import { cached } from './cache.ts';

/** Folder of what the build makes itself, kept out of the sources: models, backdrops, icons. */
export function makeFiles(): Promise<string> {
  const sources = ['models', 'public', 'build', 'src/network', 'src/segmenter/model'];
  return cached('made', sources, async (folder) => {
    await Promise.all([buildModels(join(folder, 'models')), rasterizeArt(folder)]);
  });
}
