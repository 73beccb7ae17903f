import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adversarySequences } from './adversaries';
import { callSequences } from './calls';
import { severalSequences } from './several';
import { thingSequences } from './things';

const SIZE = { width: 160, height: 90 };
const PHOTO = { width: 60, height: 80 };

let folder: string;

/** Two photos, each of somebody in the lower middle. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veil-calls-'));
  const person = { left: 20, top: 30, width: 20, height: 50 };
  for (const [name, room, clothes] of [
    ['a', '#d0d0e0', '#802020'],
    ['b', '#305030', '#e0c0a0'],
  ] as const) {
    const paint = (background: string, front: string) =>
      sharp({ create: { ...PHOTO, channels: 3, background } })
        .composite([
          {
            input: {
              create: {
                width: person.width,
                height: person.height,
                channels: 3,
                background: front,
              },
            },
            left: person.left,
            top: person.top,
          },
        ])
        .png();
    await paint(room, clothes).toFile(join(folder, `${name}.png`));
    await paint('black', 'white').toFile(join(folder, `${name}_mask.png`));
  }
});

afterAll(() => rm(folder, { recursive: true }));

const shareOf = (matte: Uint8Array) =>
  matte.reduce((sum, value) => sum + value / 255, 0) / matte.length;

it('puts each person into two scenes, in the colours of the mask and no others', async () => {
  const calls = await callSequences(folder, SIZE, 2);
  expect(calls.map(({ name }) => name)).toEqual(['a close', 'a busy', 'b two', 'b edge']);
  for (const call of calls) {
    const { pictures, mattes } = await call.make();
    expect(pictures).toHaveLength(2);
    for (const matte of mattes) expect(shareOf(matte)).toBeGreaterThan(0.02);
  }
  const [close] = calls;
  const frames = await close?.make();
  const picture = frames?.pictures[0] ?? new Uint8Array();
  const matte = frames?.mattes[0] ?? new Uint8Array();
  // The room of the photo must not come along at the edge.
  for (let i = 0; i < matte.length; i++)
    if ((matte[i] as number) > 200) expect(picture[4 * i + 2]).toBeLessThan(110);
});

it('makes what may lead astray, and somebody who is away for a while', async () => {
  const sequences = await adversarySequences(folder, SIZE, 20);
  expect(new Set(sequences.map(({ name }) => name)).size).toBe(10);
  const shares = await Promise.all(
    sequences.map(async ({ make }) => (await make()).mattes.map(shareOf)),
  );
  const leaving = sequences.findIndex(({ name }) => name.startsWith('leaves'));
  expect(Math.min(...(shares[leaving] ?? [1]))).toBe(0);
  expect(shares[leaving]?.at(-1)).toBeGreaterThan(0.05);
  for (const [index, share] of shares.entries())
    if (index !== leaving) expect(Math.min(...share)).toBeGreaterThan(0.05);
});

it('puts somebody small beside each person, and beside every second what is nobody', async () => {
  const sequences = await severalSequences(folder, SIZE, 2);
  const names = ['a small', 'a child', 'a poster', 'a coat', 'b small'];
  expect(sequences.map(({ name }) => name)).toEqual(names);
  const made = await Promise.all(sequences.map(({ make }) => make()));
  const [small, child, poster, coat] = made.map(({ mattes }) => shareOf(mattes[0] as Uint8Array));
  expect(child).toBeGreaterThan(small as number);
  // Neither poster nor coat counts as a person, but both are to be seen.
  expect(poster).toBeLessThan(small as number);
  expect(coat).toBe(poster);
  expect(made[3]?.pictures[0]).not.toEqual(made[2]?.pictures[0]);
});

it('raises a thing beside every second person, which counts as they do', async () => {
  const sequences = await thingSequences(folder, SIZE, 10);
  const names = ['cup a', 'phone a', 'paper a', 'book a', 'cup all along a'];
  expect(sequences.map(({ name }) => name)).toEqual(names);
  expect(shareOf((await sequences[4]?.make())?.things?.[0] as Uint8Array)).toBeGreaterThan(0.005);
  const { pictures, mattes, things = [] } = (await sequences[2]?.make()) ?? {};
  expect(things).toHaveLength(10);
  expect(shareOf(things[0] as Uint8Array)).toBe(0);
  const [picture, matte, thing] = [pictures, mattes, things].map((all) => all?.at(-1)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  expect(shareOf(thing)).toBeGreaterThan(0.01);
  // Paper, before the person and beside.
  const paper = Array.from(thing.keys()).filter((i) => thing[i] === 255);
  for (const i of paper) expect(matte[i]).toBe(255);
  for (const i of paper) expect(picture[4 * i + 1]).toBeGreaterThan(130);
  expect(shareOf(matte)).toBeGreaterThan(shareOf(mattes?.[0] as Uint8Array));
});
