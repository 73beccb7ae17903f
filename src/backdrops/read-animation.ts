import { LONGEST_FILM } from '../shared/film';
import { imageType } from './file-kind';
import { createFilmEncoder, type FilmEncoder } from './film-encoder';
import { type MadeFilm, MOST_PIXELS, type Progress } from './made-film';

/** Of a frame that says none, or less than browsers show it for: theirs, in microseconds. */
const USUAL_DURATION = 100_000;
const LEAST_DURATION = 11_000;

/** Makes a film of a moving GIF, WebP, PNG or AVIF. Rejects for what cannot be decoded. */
export async function readAnimation(file: File, progress: Progress): Promise<MadeFilm> {
  const data = await file.arrayBuffer();
  const decoder = new ImageDecoder({ data, type: imageType(new Uint8Array(data)) });
  let encoder: FilmEncoder | undefined;
  try {
    await decoder.tracks.ready;
    // Until then it counts the frames that have come.
    await decoder.completed;
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    let time = 0;
    for (let frameIndex = 0; frameIndex < count; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      try {
        const { displayWidth: width, displayHeight: height, duration } = image;
        if (Math.max(width, height) > MOST_PIXELS)
          return { ok: false, reason: 'video-too-many-pixels' };
        encoder ??= await createFilmEncoder({ width, height }, (count * USUAL_DURATION) / 1e6);
        await encoder.add(image, time);
        time += duration && duration >= LEAST_DURATION ? duration : USUAL_DURATION;
      } finally {
        image.close();
      }
      if (time > 1e6 * LONGEST_FILM) return { ok: false, reason: 'video-too-long' };
      progress((frameIndex + 1) / count);
    }
    if (!encoder) return { ok: false, reason: 'video-without-picture' };
    return { ok: true, ...(await encoder.finish(time)) };
  } finally {
    encoder?.dispose();
    decoder.close();
  }
}
