/** Firefoxes with a page that is about to call. Their camera plays 30 pictures a second, whatever is asked for. */
import { bundle } from '../../e2e/fixtures/bundle';
import { BUILT_ADDON, launchFirefox, seenBy } from '../../e2e/fixtures/firefox/veil';
import { testCamera } from '../../e2e/fixtures/test';
import { type Calls, VIDEO_CALL_PAGE } from './calls';
import type { Options } from './options';
import { EFFECTS } from './rows';
import { serveSite } from './site';

export async function openFirefoxCalls({ csp }: Pick<Options, 'csp'>): Promise<Calls> {
  const [script, { url, close }] = [await bundle(VIDEO_CALL_PAGE), await serveSite(csp)];
  return {
    withCall: async ({ size, setup }, rate, use) => {
      const camera = await testCamera(size);
      const veil = await launchFirefox({ camera, addon: setup ? BUILT_ADDON : null });
      try {
        if (setup) await veil.set({ ...EFFECTS[setup.effect], quality: setup.tier });
        const tab = await veil.browser.newPage();
        await tab.evaluateOnNewDocument(script);
        const browser = veil.browser.process()?.pid;
        if (browser === undefined) throw new Error('expected the browser to be a process');
        const veiled = setup !== undefined && setup.effect !== 'none';
        const request = { ...size, rate, until: veiled ? 'person' : 'frame' } as const;
        return await use({ veil, page: seenBy(tab), browser, veiled, url, request });
      } finally {
        await veil.close();
      }
    },
    close,
  };
}
