/** The browser that makes the call: whichever it is, the demo drives it alike. */
import type { Page } from 'playwright';
import type { AnyVeil } from '../e2e/fixtures/any-browser';
import { ensureChromium, findChromium } from '../e2e/fixtures/chromium';
import { ensureFirefox, findFirefox } from '../e2e/fixtures/firefox/firefox';
import { launchFirefox, seenBy } from '../e2e/fixtures/firefox/veil';
import { BUILT_EXTENSION, launchVeil, type Veil } from '../e2e/fixtures/veil';

export type DemoPage = Pick<Page, 'evaluate' | 'url'>;

/** A browser with Veil and an open page. */
export type DemoBrowser = {
  readonly veil: AnyVeil;
  readonly page: DemoPage;
  /** Resolves when the user has closed the page. */
  readonly closed: Promise<'closed'>;
  close(): Promise<void>;
};

export type Opening = {
  readonly url: string;
  readonly headless: boolean;
  /** A file to play; undefined for the machine's own camera. */
  readonly camera: string | undefined;
  /** Folder of the unpacked extension; undefined for the one that `npm run build` makes. */
  readonly extension?: string | undefined;
};

/** `chrome.runtime.reload()` takes it away for good (docs/browser-faults.md#reload-takes-away). */
const RELOADABLE = ['--enable-unsafe-extension-debugging'];

export type Chromium = Omit<DemoBrowser, 'veil'> & {
  readonly veil: Veil;
  readonly page: Page;
  /** Takes the extension anew from its folder, and then the page. */
  reload(): Promise<void>;
};

export async function openChromium(opening: Opening): Promise<Chromium> {
  const { headless, url, camera, extension = BUILT_EXTENSION } = opening;
  const veil = await launchVeil({ camera, headless, extension, args: RELOADABLE });
  const page = veil.context.pages()[0] ?? (await veil.context.newPage());
  await page.goto(url);
  const closed = new Promise<'closed'>((resolve) => page.once('close', () => resolve('closed')));
  const reload = async () => {
    const debugged = await veil.context.browser()?.newBrowserCDPSession();
    const reloaded = veil.context.waitForEvent('serviceworker');
    await debugged?.send('Extensions.loadUnpacked', { path: extension });
    await reloaded;
    await debugged?.detach();
    await page.reload();
  };
  return { veil, page, closed, reload, close: veil.close };
}

export async function openFirefox({ headless, url, camera }: Opening): Promise<DemoBrowser> {
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

/** How each is built for, and where it is; `ensure` throws where there is none. */
export const BROWSERS = {
  chromium: { mode: 'production', ensure: ensureChromium, open: openChromium },
  firefox: { mode: 'firefox', ensure: ensureFirefox, open: openFirefox },
} as const;

export type BrowserName = keyof typeof BROWSERS;

/**
 * The browser that is asked for, else whichever there is, else a Chromium that is installed now. Throws one
 * sentence where there is none.
 */
export function chooseBrowser(asked: BrowserName | undefined): BrowserName {
  if (asked) {
    BROWSERS[asked].ensure();
    return asked;
  }
  if (!findChromium() && findFirefox()) {
    console.log('No Chromium found: Firefox makes the call.');
    return 'firefox';
  }
  ensureChromium();
  return 'chromium';
}
