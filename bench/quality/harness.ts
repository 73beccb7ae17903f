import { chromium } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../../e2e/fixtures/chromium';
import { median } from '../../src/shared/quantile';
import type { Job } from './protocol';
import { type Exchange, serveSite } from './site';

export type Pass = Job & Exchange;

/** The product's frame loop in a browser, to be fed from here. */
export type Harness = {
  /** Sends a sequence through the loop, and the processed frames to `take`, in order. */
  run(pass: Pass): Promise<PassReport>;
  close(): Promise<void>;
};

export type PassReport = {
  /** Median time of a frame in the loop, ms. */
  readonly milliseconds: number;
  readonly covered: number;
};

export async function openHarness(): Promise<Harness> {
  let exchange: Exchange | undefined;
  let failure: unknown;
  const current = (): Exchange => {
    if (!exchange) throw new Error('no sequence is running');
    return exchange;
  };
  const site = await serveSite({
    give: (frame) => current().give(frame),
    take: (frame, pixels) => {
      try {
        current().take(frame, pixels);
      } catch (error) {
        failure ??= error;
      }
    },
  });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: CHROMIUM_ARGS,
  });
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.text().startsWith('Veil:')) console.warn(message.text());
  });
  await page.goto(site.url);
  await page.waitForFunction(() => 'runJob' in window);

  return {
    run: async ({ give, take, ...job }) => {
      exchange = { give, take };
      const { milliseconds, covered } = await page.evaluate((given) => window.runJob(given), job);
      const problem = failure;
      failure = undefined;
      // A pass with covered frames is run again, whatever became of them.
      if (problem && covered === 0) throw problem;
      return { milliseconds: milliseconds.length > 0 ? median(milliseconds) : 0, covered };
    },
    close: async () => {
      await browser.close();
      site.close();
    },
  };
}
