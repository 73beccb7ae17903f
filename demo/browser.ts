/** The browser that makes the call: whichever it is, the demo drives it alike. */
import type { Page } from 'playwright';
import type { AnyVeil } from '../e2e/fixtures/any-browser';
import { ensureChromium } from '../e2e/fixtures/chromium';
import { ensureFirefox } from '../e2e/fixtures/firefox/firefox';
import { launchFirefox, seenBy } from '../e2e/fixtures/firefox/veil';
import { launchVeil } from '../e2e/fixtures/veil';
import type { DemoOptions } from './options';

export type DemoPage = Pick<Page, 'evaluate' | 'url'>;

/** A browser with Veil and an open page. */
export type DemoBrowser = {
  readonly veil: AnyVeil;
  readonly page: DemoPage;
  /** Resolves when the user has closed the page. */
  readonly closed: Promise<'closed'>;
  close(): Promise<void>;
};

/** What the browser is called, how it is built for, and where it is; throws where there is none. */
export const BROWSERS = {
  chromium: { name: 'Chromium', mode: 'production', ensure: ensureChromium },
  firefox: { name: 'Firefox', mode: 'firefox', ensure: ensureFirefox },
} as const;

/** camera: a file to play; undefined for the machine's own. */
export function openBrowser(
  { browser, headless }: DemoOptions,
  url: string,
  camera: string | undefined,
): Promise<DemoBrowser> {
  return (browser === 'firefox' ? openFirefox : openChromium)(headless, url, camera);
}

async function openChromium(
  headless: boolean,
  url: string,
  camera: string | undefined,
): Promise<DemoBrowser> {
  const veil = await launchVeil({ camera, headless });
  const page = veil.context.pages()[0] ?? (await veil.context.newPage());
  await page.goto(url);
  const closed = new Promise<'closed'>((resolve) => page.once('close', () => resolve('closed')));
  return { veil, page, closed, close: veil.close };
}

async function openFirefox(
  headless: boolean,
  url: string,
  camera: string | undefined,
): Promise<DemoBrowser> {
  const veil = await launchFirefox({ camera: camera ?? null, headless });
  await veil.popup();
  const page = await veil.browser.newPage();
  await page.goto(url);
  await page.bringToFront();
  const closed = new Promise<'closed'>((resolve) => {
    veil.browser.once('disconnected', () => resolve('closed'));
    page.once('close', () => resolve('closed'));
  });
  return { veil, page: seenBy(page), closed, close: veil.close };
}
