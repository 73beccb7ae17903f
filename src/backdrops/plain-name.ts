/** A file's name as it can stand in a sentence: without what turns round the text beside it. */
export function plainName(name: string): string {
  return name.replace(/[\p{Bidi_Control}\p{Cc}]/gu, '').trim();
}
