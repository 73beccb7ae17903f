/**
 * A page that the browser renders before the user goes there, and that asks for the camera even then. No
 * test tool may look on, or Chromium renders nothing beforehand: the page itself tells what it saw.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ensureChromium } from './fixtures/chromium';
import { CAMERA, note, RAW } from './fixtures/situation';
import { expect, test, testCamera } from './fixtures/test';
import { argsOf, type VeilOptions } from './fixtures/veil';

type Told = {
  readonly prerendered: boolean;
  readonly answer: string;
  readonly persons: number;
  readonly stripes: readonly number[];
};

/** Goes there when the other page has had the time to be rendered. */
const leaving = (to: string) => `
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.text = JSON.stringify({ prerender: [{ urls: ['${to}'], eagerness: 'immediate' }] });
  document.head.append(rules);
  setTimeout(() => location.assign('${to}'), 4000);`;

/** Asks at once, looks at what it gets, and tells. */
const asking = (ear: string) => `
  const prerendered = document.prerendering;
  const asked = navigator.mediaDevices.getUserMedia({ video: true });
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  addEventListener('load', async () => {
    const answer = await asked.then((stream) => call.watch(stream) ?? '${CAMERA}', String);
    const shown = () => call.near?.seen.filter(({ number }) => number !== null).length ?? 0;
    for (let i = 0; i < 250 && shown() < 5; i++) await sleep(100);
    const stripes = call.near?.seen.map((each) => each.stripes) ?? [];
    const body = JSON.stringify({ prerendered, answer, persons: shown(), stripes });
    await fetch('${ear}', { method: 'POST', mode: 'no-cors', body });
  });`;

/** Hears what a page tells. */
async function openEar() {
  let hear: (told: Told) => void = () => undefined;
  const told = new Promise<Told>((resolve) => {
    hear = resolve;
  });
  const server = createServer(async (request, response) => {
    hear(JSON.parse(await text(request)) as Told);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, told, close: () => server.close() };
}

async function visit(options: VeilOptions, url: string, told: Promise<Told>): Promise<Told> {
  const profile = await mkdtemp(join(tmpdir(), 'veil-profile-'));
  const args = [...argsOf(options), `--user-data-dir=${profile}`, url];
  const browser = spawn(ensureChromium(), args, { stdio: 'ignore' });
  const ended = once(browser, 'exit');
  try {
    return await told;
  } finally {
    browser.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

test('a prerendered page that asks for the camera at once', async ({ server }) => {
  const camera = await testCamera();
  const tell = async (options: VeilOptions) => {
    const ear = await openEar();
    const to = server.make({ first: asking(ear.url) });
    const from = server.make({ first: leaving(to) });
    return visit({ camera, ...options }, from, ear.told).finally(ear.close);
  };
  const [native, withVeil] = await Promise.all([tell({ extension: null }), tell({})]);
  expect(native).toMatchObject({ prerendered: true, answer: CAMERA });
  expect(Math.max(...native.stripes)).toBeGreaterThan(2 * RAW);
  expect(withVeil).toMatchObject({ prerendered: true, answer: CAMERA });
  expect(Math.max(...withVeil.stripes)).toBeLessThan(RAW);
  expect(withVeil.persons).toBeGreaterThan(0);
  note('a prerendered page that asks for the camera at once', CAMERA, 'the same, processed');
});
