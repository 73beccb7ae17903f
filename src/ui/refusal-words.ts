import { MAX_FILE_MB, MAX_VIDEO_MB, type Refusal } from '../backdrops/own-image';
import { LONGEST_FILM } from '../shared/film';
import type { Sentence } from './words';

/** Says why a file became no backdrop, and what to do. */
export function refusalWords(reason: Refusal, name: string): Sentence {
  switch (reason) {
    case 'too-large':
      return ['picture_too_large', name, MAX_FILE_MB];
    case 'heic':
      return ['picture_heic', name];
    case 'svg':
      return ['picture_svg', name];
    case 'unreadable':
      return ['picture_unreadable', name];
    case 'video-too-large':
      return ['video_too_large', name, MAX_VIDEO_MB];
    case 'video-too-long':
      return ['video_too_long', name, LONGEST_FILM];
    case 'video-too-many-pixels':
      return ['video_too_many_pixels', name];
    case 'video-without-picture':
      return ['video_without_picture', name];
    case 'video-unreadable':
      return ['video_unreadable', name];
    case 'not-stored':
      return ['picture_not_stored', name];
    case 'private-window':
      return ['pictures_private'];
  }
}
