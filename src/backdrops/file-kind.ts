/** What a file of the user's is, where that must be said. */
export type FileKind = 'heic' | 'svg' | 'moving' | 'video' | 'other';

/** Names that the ISO format of HEIC pictures goes by. */
const HEIC_BRANDS = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/** Begins a WebM or Matroska file (RFC 8794 8.1). */
const EBML = [0x1a, 0x45, 0xdf, 0xa3];

/** The type of a moving picture, as browsers name it. */
export function imageType(bytes: Uint8Array): string {
  if (textAt(bytes, 0, 4) === 'GIF8') return 'image/gif';
  if (textAt(bytes, 8, 4) === 'WEBP') return 'image/webp';
  return textAt(bytes, 1, 3) === 'PNG' ? 'image/png' : 'image/avif';
}

/** Tells by the content, whatever the name says; never throws. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (textAt(bytes, 4, 4) === 'ftyp') {
    const brand = textAt(bytes, 8, 4);
    // An AVIF picture may name the general brand first.
    if (/avif|avis/.test(textAt(bytes, 8, 32))) return brand === 'avis' ? 'moving' : 'other';
    return HEIC_BRANDS.test(brand) ? 'heic' : 'video';
  }
  if (EBML.every((value, i) => bytes[i] === value)) return 'video';
  if (/^\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)[\s\S]*/i.test(textAt(bytes, 0, 256)))
    return /<svg[\s>]/i.test(textAt(bytes, 0, 4096)) ? 'svg' : 'other';
  return isMovingGif(bytes) || isMovingWebp(bytes) || isMovingPng(bytes) ? 'moving' : 'other';
}

/** Latin letters of the bytes; shorter where the file ends. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** The flag for animation in the head of an extended WebP. */
function isMovingWebp(bytes: Uint8Array): boolean {
  const isExtended = textAt(bytes, 8, 8) === 'WEBPVP8X';
  return isExtended && ((bytes[20] ?? 0) & 2) !== 0;
}

/** The chunk for animation, which comes before the picture. */
function isMovingPng(bytes: Uint8Array): boolean {
  if (textAt(bytes, 1, 3) !== 'PNG') return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = textAt(bytes, at + 4, 4);
    if (name === 'acTL') return true;
    if (name === 'IDAT') return false;
  }
  return false;
}

/** More than one picture in a row of blocks. */
function isMovingGif(bytes: Uint8Array): boolean {
  if (textAt(bytes, 0, 4) !== 'GIF8') return false;
  const byte = (at: number) => bytes[at] ?? 0;
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const endOfBlocks = (start: number) => {
    let at = start;
    while (byte(at) > 0) at += byte(at) + 1;
    return at + 1;
  };
  let pictures = 0;
  let at = 13 + tableBytes(byte(10));
  while (at < bytes.length) {
    if (byte(at) === 0x21) at = endOfBlocks(at + 2);
    else if (byte(at) === 0x2c) {
      if (++pictures > 1) return true;
      at = endOfBlocks(at + 11 + tableBytes(byte(at + 9)));
    } else return false;
  }
  return false;
}
