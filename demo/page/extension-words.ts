/** What a component of Veil's own asks of an extension's page, given to a page that is none: English words. */
import words from '../../public/words/en.json';

const getMessage = (key: keyof typeof words, fill: readonly string[] = []): string =>
  words[key].replaceAll(/\$(\d)/g, (_, place) => fill[place - 1] ?? '');

Object.assign(globalThis, { browser: { i18n: { getMessage } } });
