/**
 * The compositor on planes looks like the one on WebGL: both draw the same frames, and what they
 * give is compared as an encoder sees it, with chroma at half the size. VEIL_TABLE=1 prints how much
 * they differ: mean / 99.9 % / most, changed bytes of the person, and the drift of the person's
 * colours on WebGL and on the planes.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { frameTruth } from '../presenter/camera-file';
import type { LookName } from '../presenter/look';
import { bundle } from './fixtures/bundle';
import { expect, test } from './fixtures/test';
import type { Case, Result } from './pages/compositors';

const ENTRY = fileURLToPath(new URL('./pages/compositors.ts', import.meta.url));

const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;
const BT601 = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: true,
} as const;
/** What planes made of red, green and blue are in, see color-matrix.ts. */
const FROM_RGB = {
  primaries: 'bt709',
  transfer: 'iec61966-2-1',
  matrix: 'smpte170m',
  fullRange: false,
} as const;
const UNKNOWN = { primaries: null, transfer: null, matrix: null, fullRange: null } as const;

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const PART = { x: 0.21, y: 0.1, width: 0.6, height: 0.9 };

const BACKDROPS = {
  color: { backdrop: 'color' },
  image: { backdrop: 'image' },
  'blur 0.2': { backdrop: 0.2 },
  'blur 0.5': { backdrop: 0.5 },
  'blur 1.0': { backdrop: 1 },
  'cover color': { backdrop: 'color', cover: true },
  'cover image': { backdrop: 'image', cover: true },
  'cover blur': { backdrop: 0.5, cover: true },
} as const satisfies Record<string, Pick<Case, 'backdrop' | 'cover'>>;

const FRAMES: readonly (Pick<Case, 'format' | 'colorSpace' | 'region'> & {
  readonly look: LookName;
  readonly width: number;
  readonly height: number;
})[] = [
  { look: 'jonas', width: 1280, height: 720, format: 'I420', colorSpace: BT709, region: WHOLE },
  { look: 'mira', width: 1280, height: 720, format: 'NV12', colorSpace: BT601, region: PART },
  { look: 'mira', width: 640, height: 360, format: 'I420', colorSpace: UNKNOWN, region: WHOLE },
  { look: 'jonas', width: 640, height: 360, format: 'NV12', colorSpace: BT709, region: PART },
  { look: 'jonas', width: 641, height: 359, format: 'I420', colorSpace: BT601, region: PART },
  { look: 'mira', width: 641, height: 359, format: 'NV12', colorSpace: BT709, region: WHOLE },
  { look: 'mira', width: 641, height: 359, format: 'RGBA', colorSpace: FROM_RGB, region: WHOLE },
];

/** A page without Veil that has the two compositors. */
let page: Page;

test.beforeAll(async ({ bare, server }) => {
  page = await bare.context.newPage();
  await page.goto(server.url('plain'));
  await page.addScriptTag({ content: await bundle(ENTRY) });
});
test.afterAll(() => page.close());

async function compare({ look, width, height, ...frame }: (typeof FRAMES)[number]) {
  const truth = await frameTruth(look, 7, { width, height });
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const picture = { width, height, rgba: base64(truth.picture), matte: base64(truth.matte) };
  const cases: Case[] = Object.values(BACKDROPS).map((backdrop) => ({ ...frame, ...backdrop }));
  return page.evaluate(([p, c]) => window.compareCompositors(p, c), [picture, cases] as const);
}

for (const frame of FRAMES) {
  const { look, width, height, format, region } = frame;
  const title = `${look} ${width}x${height} ${format}${region === PART ? ', part of it' : ''}`;
  test(`the compositors agree: ${title}`, async () => {
    const results = await compare(frame);
    if (process.env['VEIL_TABLE']) console.log(table(results));
    for (const [i, name] of Object.keys(BACKDROPS).entries()) {
      const result = results[i];
      if (!result) throw new Error('expected a result for each backdrop');
      for (const part of ['input', 'output'] as const) {
        const { mean, p999 } = result[part];
        expect.soft(mean, `${name}: mean difference of the ${part}`).toBeLessThanOrEqual(2);
        expect.soft(p999, `${name}: 99.9 % of the ${part}`).toBeLessThanOrEqual(12);
      }
      expect.soft(result.changed, `${name}: changed bytes of the person`).toBe(0);
      expect.soft(Math.max(...result.drift), `${name}: drift of the person`).toBeLessThanOrEqual(1);
      expect.soft(result.times, `${name}: time and duration`).toEqual([1234, 33]);
      if (!name.startsWith('cover') && format !== 'RGBA')
        expect(result.interior).toBeGreaterThan(0.15 * width * height);
    }
  });
}

function table(results: readonly Result[]): string {
  return Object.keys(BACKDROPS)
    .map((name, i) => {
      const { output, input, changed, interior, drift } = results[i] as Result;
      const show = ({ mean, p999, most }: Result['output']) =>
        `${mean.toFixed(2)} / ${p999} / ${most}`;
      return `${name.padEnd(12)} ${show(output).padEnd(18)} input ${show(input)}  ${changed}/${interior}  ${drift.map((d) => d.toFixed(2)).join(' ')}`;
    })
    .join('\n');
}
