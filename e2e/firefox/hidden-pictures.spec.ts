/**
 * With `privacy.resistFingerprinting` a page can neither read a picture nor make one: the camera is
 * covered, and the popup says why. What a track shows is seen on the screen, from outside the page.
 */

import type { Page } from 'puppeteer-core';
import sharp from 'sharp';
import { faultSentence } from '../fixtures/english';
import { expect, test, VIDEO } from '../fixtures/firefox/test';

/** Mean of the darkest and the brightest picture that is meant, of 255. */
const BLACK = 5;
const ROOM = 80;

test('the camera is black, and the popup says why; off by choice, it is the camera', async ({
  launch,
  server,
}) => {
  const veil = await launch({ preferences: { 'privacy.resistFingerprinting': true } });
  try {
    await veil.setEffect({ kind: 'blur', strength: 0.5 });
    const popup = await veil.popup();
    const tab = await veil.browser.newPage();
    await tab.goto(server.url('plain'));
    await show(tab);

    await expect.poll(async () => (await veil.status(tab))[0]?.reason).toBe('pixels-hidden');
    expect(await brightest(tab)).toBeLessThan(BLACK);
    expect(await veil.toolbarTitle(tab)).toContain(faultSentence('pixels-hidden'));
    // It shows the tab that was used last when it was opened.
    await popup.bringToFront();
    await popup.evaluate(() => setTimeout(() => location.reload()));
    const said = () => popup.evaluate(() => document.body.innerText).catch(() => '');
    await expect.poll(said).toContain(faultSentence('pixels-hidden'));
    await tab.bringToFront();

    // What the site switches is remembered, and shows nothing.
    await tab.evaluate(() => {
      for (const track of window.tracks) track.enabled = false;
      for (const track of window.tracks) track.enabled = true;
    });
    expect(await brightest(tab)).toBeLessThan(BLACK);

    await veil.set({ enabled: false });
    await expect.poll(() => darkest(tab)).toBeGreaterThan(ROOM);
    expect((await veil.status(tab)).map(({ state }) => state)).toEqual(['off', 'off']);
    await tab.evaluate(() => {
      for (const track of window.tracks) track.enabled = false;
    });
    await expect.poll(() => brightest(tab)).toBeLessThan(BLACK);
    await tab.evaluate(() => {
      for (const track of window.tracks) track.enabled = true;
    });
    await expect.poll(() => darkest(tab)).toBeGreaterThan(ROOM);

    await veil.set({ enabled: true });
    await expect.poll(() => brightest(tab)).toBeLessThan(BLACK);

    await tab.evaluate(() => {
      for (const track of window.tracks) track.stop();
    });
    await expect.poll(async () => (await veil.status(tab)).length).toBe(0);
  } finally {
    await veil.close();
  }
});

/** Shows the camera's track and a clone of it, one above the other. */
async function show(tab: Page): Promise<void> {
  await tab.evaluate(async (video) => {
    const [track] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
    if (!track) throw new Error('expected a video track');
    window.tracks = [track, track.clone()];
    document.body.style.margin = '0';
    for (const each of window.tracks) {
      const element = document.createElement('video');
      Object.assign(element, { muted: true, width: 320, height: 180 });
      Object.assign(element.style, { display: 'block', objectFit: 'fill' });
      element.srcObject = new MediaStream([each]);
      document.body.append(element);
      await element.play();
    }
  }, VIDEO);
}

const brightest = async (tab: Page) => Math.max(...(await brightnesses(tab)));
const darkest = async (tab: Page) => Math.min(...(await brightnesses(tab)));

/** Mean luma of each element as it is on the screen, 0..255. */
async function brightnesses(tab: Page): Promise<number[]> {
  const picture = await tab.screenshot();
  return Promise.all(
    [0, 180].map(async (top) => {
      const element = sharp(picture).extract({ left: 10, top: top + 10, width: 300, height: 160 });
      const { channels } = await sharp(await element.png().toBuffer()).stats();
      return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean / 3, 0);
    }),
  );
}

declare global {
  interface Window {
    tracks: MediaStreamTrack[];
  }
}
