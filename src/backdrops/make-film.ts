/** Makes a film of a file of the user's, once, when it is added: what plays it in a call knows our own format only. */
import { log } from '../shared/log';
import type { MadeFilm, Progress } from './made-film';
import { readAnimation } from './read-animation';
import { readVideo } from './read-video';

/** kind: by the file's content. Never rejects. */
export async function makeFilm(
  file: File,
  kind: 'video' | 'moving',
  progress: Progress,
): Promise<MadeFilm> {
  const hasDecoder = kind === 'video' || 'ImageDecoder' in globalThis;
  if (!('VideoEncoder' in globalThis) || !hasDecoder) return { ok: false, reason: 'no-encoder' };
  try {
    return await (kind === 'video' ? readVideo(file, progress) : readAnimation(file, progress));
  } catch (error) {
    log.debug(`${file.name} becomes no film`, error);
    return { ok: false, reason: 'video-unreadable' };
  }
}
