/**
 * `npm run store`: screenshots and promotional pictures of the built product, in a call with the drawn presenter,
 * and the icon with the clear space that the stores ask for; all in `out/store`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type Chromium, type DemoPage, openChromium } from '../demo/browser';
import { startCall, waitFor } from '../demo/call';
import { farPicture, showsPerson } from '../demo/pictures';
import { serveDemo } from '../demo/server';
import { writeCameraFile } from '../presenter/camera-file';
import type { HidingEffect } from '../src/shared/effect';
import { type Shots, scenesOf } from './scenes';

const OUT = fileURLToPath(new URL('../out/store', import.meta.url));
const ICON = fileURLToPath(new URL('../public/icons/veil.svg', import.meta.url));
/** Pixels of the icon, and of the clear space on each side of it (Chrome Web Store: 96 and 16). */
const ICON_SIZES = [
  { size: 96, space: 16 },
  { size: 48, space: 8 },
  { size: 256, space: 22 },
] as const;
const PATIENCE_MS = 30_000;
const EFFECTS: Readonly<Record<keyof Shots['far'], HidingEffect>> = {
  loft: { kind: 'image', id: 'loft' },
  blur: { kind: 'blur', strength: 0.6 },
  garden: { kind: 'image', id: 'garden' },
};

await mkdir(OUT, { recursive: true });
await writeIcons();
const { url, close } = await serveDemo();
const camera = await writeCameraFile({ look: 'mira' });
const browser = await openChromium({ url, headless: true, camera });
try {
  const shots = await takeShots(browser);
  const page = await browser.veil.newPage();
  for (const { name, size, html } of scenesOf(shots)) {
    await page.setViewportSize(size);
    await page.setContent(html);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    const path = join(OUT, `${name}.png`);
    // The stores take no alpha.
    await sharp(await page.screenshot())
      .removeAlpha()
      .png()
      .toFile(path);
    console.log(`out/store/${name}.png  ${size.width}x${size.height}`);
  }
} finally {
  await browser.close();
  close();
}

async function takeShots({ veil, page }: Chromium): Promise<Shots> {
  await veil.set({ enabled: false });
  await startCall(page);
  await waitFor(page, () => window.demo.isFullSize, 30_000);
  const camera = await farPicture(page);
  const popup = await veil.openPopup();
  await popup.setViewportSize({ width: 360, height: 600 });
  await popup.emulateMedia({ colorScheme: 'light' });
  const take = async (effect: HidingEffect) => {
    await veil.set({ effect });
    await page.bringToFront();
    const far = await pictureWithPerson(page);
    await popup.bringToFront();
    await popup.reload();
    await popup.locator('.status.running').waitFor();
    await popup.locator('.preview[aria-busy=false]').waitFor();
    return { far: dataUrl(far), popup: dataUrl(await popup.locator('body').screenshot()) };
  };
  const loft = await take(EFFECTS.loft);
  const blur = await take(EFFECTS.blur);
  const garden = await take(EFFECTS.garden);
  return {
    camera: dataUrl(camera),
    far: { loft: loft.far, blur: blur.far, garden: garden.far },
    popup: { loft: loft.popup, blur: blur.popup, garden: garden.popup },
    icon: dataUrl(await iconOf(256)),
  };
}

/** What the far end sees a second's frames later, when the person is there. */
async function pictureWithPerson(page: DemoPage): Promise<Buffer> {
  const shown = () => page.evaluate(() => window.demo.farFrames);
  const end = performance.now() + PATIENCE_MS;
  for (const begun = await shown(); performance.now() < end; await sleep(200)) {
    if ((await shown()) < begun + 30) continue;
    const picture = await farPicture(page);
    if (await showsPerson(picture)) return picture;
  }
  throw new Error('The far end has not seen the person.');
}

function dataUrl(png: Buffer): string {
  return `data:image/png;base64,${png.toString('base64')}`;
}

function iconOf(size: number): Promise<Buffer> {
  return sharp(ICON, { density: 288 }).resize(size, size).png().toBuffer();
}

async function writeIcons(): Promise<void> {
  for (const { size, space } of ICON_SIZES) {
    const whole = size + 2 * space;
    const path = join(OUT, `icon-${whole}.png`);
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const edges = { top: space, bottom: space, left: space, right: space };
    await sharp(await iconOf(size))
      .extend({ ...edges, background: clear })
      .png()
      .toFile(path);
    console.log(`out/store/icon-${whole}.png`);
  }
}
