/** Every size of the model loads and runs in the built extension, and finds the drawn presenter. */
import sharp from 'sharp';
import { MODEL_VARIANTS } from '../src/shared/model-variants';
import { frameTruth } from './fixtures/presenter/camera-file';
import { expect, LOOK, test } from './fixtures/test';

for (const [variant, { width, height }] of MODEL_VARIANTS) {
  test(`${variant} finds the presenter`, async ({ veil, page }) => {
    // In the shape of the input, so that nothing is stretched.
    const size = { width: width * 2, height: height * 2 };
    const truth = await frameTruth(LOOK, 10, size);
    const pixels = await sharp(truth.picture, { raw: { ...size, channels: 4 } })
      .resize(width, height, { fit: 'fill' })
      .raw()
      .toBuffer();
    const matte = await sharp(truth.matte, { raw: { ...size, channels: 1 } })
      .resize(width, height, { fit: 'fill' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();

    const { host } = new URL((await veil.background()).url());
    await page.goto(`chrome-extension://${host}/src/segmenter/frame.html`);
    const mask = await page.evaluate(segment, { variant, rgba: pixels.toString('base64') });

    const found = Buffer.from(mask, 'base64');
    expect(found).toHaveLength(width * height);
    expect(intersectionOverUnion(found, matte)).toBeGreaterThan(0.9);
  });
}

test('one segmenter serves frames of two shapes', async ({ veil, page }) => {
  const { host } = new URL((await veil.background()).url());
  await page.goto(`chrome-extension://${host}/src/segmenter/frame.html`);
  for (const [variant, area] of [
    ['general-320x176', 320 * 176],
    ['general-176x320', 176 * 320],
    ['general-272x208', 272 * 208],
    ['general-320x176', 320 * 176],
  ] as const) {
    const rgba = Buffer.alloc(area * 4).toString('base64');
    const mask = await page.evaluate(segment, { variant, rgba });
    expect(Buffer.from(mask, 'base64')).toHaveLength(area);
  }
});

/** Runs in the segmenter's own frame, as the content script and a frame loop would drive it. */
function segment({ variant, rgba }: { variant: string; rgba: string }): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  const answer = new MessageChannel();
  const pixels = Uint8Array.from(atob(rgba), (char) => char.charCodeAt(0)).buffer;
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.type === 'loaded')
        port1.postMessage({ type: 'segment', id: 1, variant, pixels }, [pixels]);
      else if (data.type === 'segmented')
        resolve(btoa(String.fromCharCode(...new Uint8Array(data.mask))));
      else reject(new Error(`${data.reason}: ${data.detail}`));
    };
    answer.port1.onmessage = () => port1.postMessage({ type: 'load', variant });
    window.postMessage('veil:segmenter-connect', '*', [port2, answer.port2]);
  });
}

/** Of two masks cut at one half, 0..1. */
function intersectionOverUnion(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [(a[i] as number) >= 128, (b[i] as number) >= 128];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return both / either;
}
