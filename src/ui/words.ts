import type english from '../../public/words/en.json';
import { browser } from '../extension/browser';

/** Names a text of the interface; the texts are in public/words. */
export type WordKey = Exclude<keyof typeof english, 'extension_description'>;

/** A text, and what is filled in for `$1`, `$2` … */
export type Sentence = readonly [key: WordKey, ...fill: (string | number)[]];

/** The text in the browser's language, or in English where there is none. */
export function say(...[key, ...fill]: Sentence): string {
  return browser.i18n.getMessage(key, fill.map(String));
}

/** Tells the browser, and what reads aloud, in which language and direction this page is. */
export function markLanguage(): void {
  document.documentElement.lang = say('language');
  document.documentElement.dir = say('direction');
}
