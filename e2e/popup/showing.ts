import { join } from 'node:path';
import sharp from 'sharp';
import { tellTalePixels } from '../../presenter/tell-tale';
import type { Evaluated } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { BUILT_EXTENSION } from '../fixtures/veil';
import type {} from '../pages/call';

type Color = readonly [number, number, number];

/** What the call must send from now on; the colour is that of the tell-tale's place. */
export type Expected = {
  readonly room: 'seen' | 'hidden';
  readonly color?: Color;
  /** How near the colour is to be: a film is encoded, and costs more values than a picture. */
  readonly close?: number;
  readonly notColor?: Color;
};

/** Rounding through YUV and scaling cost a few values. */
const CLOSE = 8;
/** The raw room's stripes have a contrast of more than 60, any other picture's less than half. */
export const STRIPES = { seen: 60, hidden: 30 } as const;

/** Waits until the call sends what is expected, with the person in view. */
export async function expectSent(call: Evaluated, expected: Expected): Promise<void> {
  const matches = async () => {
    const sent = await call.evaluate(() => window.call.near?.seen.at(-1));
    if (!sent) return 'no frame';
    const { stripes, color, number } = sent;
    const { room } = expected;
    const right =
      number !== null &&
      (room === 'seen' ? stripes > STRIPES.seen : stripes < STRIPES.hidden) &&
      (!expected.color || distance(color, expected.color) <= (expected.close ?? CLOSE)) &&
      (!expected.notColor || distance(color, expected.notColor) > CLOSE);
    return right ? 'as expected' : JSON.stringify({ stripes, color, number });
  };
  await expect
    .poll(matches, { message: JSON.stringify(expected), intervals: [100] })
    .toBe('as expected');
}

/** The colour a call shows at the tell-tale's place when a built-in backdrop stands there. */
export async function backdropColor(id: string): Promise<Color> {
  const { x: left, y: top, width, height } = tellTalePixels({ width: 1920, height: 1080 });
  const file = sharp(join(BUILT_EXTENSION, 'backdrops', `${id}.webp`));
  const { channels } = await sharp(
    await file.extract({ left, top, width, height }).png().toBuffer(),
  ).stats();
  return channels.map(({ mean }) => mean) as unknown as Color;
}

function distance(a: Color, b: Color): number {
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] as number))));
}
