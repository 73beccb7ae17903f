import { MAX_FILE_MB, type Refusal } from '../backdrops/own-image';
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
    case 'not-stored':
      return ['picture_not_stored', name];
  }
}
