import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CASES } from '../shared/tests/spoiled';
import { fileKind, imageType } from './file-kind';

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const isoFile = (brands: string) => letters(`\0\0\0\x18ftyp${brands}`);
const still = () =>
  sharp({ create: { width: 16, height: 32, channels: 3, background: '#c86432' } });
/** Two frames, one below the other as sharp wants them. */
const film = () => {
  const raw = { width: 16, height: 32, channels: 3, pageHeight: 16 } as const;
  return sharp(new Uint8Array(16 * 32 * 3).fill(200, 0, 700), { raw });
};

describe('fileKind', () => {
  it('knows HEIC by its brand, and AVIF from it', () => {
    for (const brand of ['heic', 'heix', 'mif1'])
      expect(fileKind(isoFile(`${brand}\0\0\0\0${brand}`))).toBe('heic');
    expect(fileKind(isoFile('avif\0\0\0\0mif1'))).toBe('other');
    expect(fileKind(isoFile('mif1\0\0\0\0avif'))).toBe('other');
    expect(fileKind(isoFile('avis\0\0\0\0avif'))).toBe('moving');
  });

  it('knows a video, whatever is in it', () => {
    for (const brand of ['isom', 'mp42', 'qt  ', 'M4A '])
      expect(fileKind(isoFile(brand))).toBe('video');
    expect(fileKind(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x9f))).toBe('video');
    expect(fileKind(Uint8Array.of(0x1a, 0x45, 0xdf))).toBe('other');
  });

  it('tells the types of moving pictures', async () => {
    expect(imageType(await film().gif().toBuffer())).toBe('image/gif');
    expect(imageType(await film().webp().toBuffer())).toBe('image/webp');
    expect(imageType(await still().png().toBuffer())).toBe('image/png');
    expect(imageType(isoFile('avis'))).toBe('image/avif');
  });

  it('knows a drawing, with and without a head, from other text', () => {
    expect(fileKind(letters('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('svg');
    expect(fileKind(letters('<?xml version="1.0"?>\n<!-- by hand -->\n<svg >'))).toBe('svg');
    expect(fileKind(letters('<?xml version="1.0"?><html/>'))).toBe('other');
    expect(fileKind(letters('Not a picture.'))).toBe('other');
  });

  it('tells moving pictures from still ones', async () => {
    for (const format of ['gif', 'webp'] as const) {
      expect(fileKind(await film().toFormat(format).toBuffer()), format).toBe('moving');
      expect(fileKind(await still().toFormat(format).toBuffer()), format).toBe('other');
    }
    const png = await still().png().toBuffer();
    expect(fileKind(png)).toBe('other');
    const control = letters('\0\0\0\x08acTL\0\0\0\x02\0\0\0\0CRC.');
    expect(fileKind(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]))).toBe(
      'moving',
    );
    expect(fileKind(await still().jpeg().toBuffer())).toBe('other');
  });

  it('never throws, however a file is cut off or made up', async () => {
    const files = [
      await film().gif().toBuffer(),
      await film().webp().toBuffer(),
      await still().png().toBuffer(),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.uint8Array(), (file, length, rest) => {
        fileKind(Buffer.concat([file.subarray(0, length % file.length), rest]));
        fileKind(rest);
      }),
      CASES,
    );
  });
});
