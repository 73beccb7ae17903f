/** Browsers with a page that is about to call. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import type { AnyPage, AnyVeil } from '../../e2e/fixtures/any-browser';
import { bundle } from '../../e2e/fixtures/bundle';
import { launchVeil } from '../../e2e/fixtures/veil';
import { extensionWith } from './builds';
import type { CameraFiles } from './camera-files';
import { addFilm } from './film';
import type { Options } from './options';
import { childrenOf } from './processes';
import type { CameraRequest } from './protocol';
import { EFFECTS, type Row } from './rows';
import { serveSite } from './site';

export type Call = {
  readonly veil: AnyVeil;
  readonly page: AnyPage & { reload(): Promise<unknown> };
  /** Id of the browser's first process. */
  readonly browser: number;
  /** Veil draws a background in it. */
  readonly veiled: boolean;
  /** Address of the page that calls. */
  readonly url: string;
  /** What it asks for. */
  readonly request: CameraRequest;
};

/** A call in Chromium, which tells more. */
export type ChromiumCall = Call & { readonly page: Page };

export type Calls<C extends Call = Call> = {
  /** Starts a browser as the row wants it, for one use. */
  withCall<Result>(row: Row, rate: number, use: (call: C) => Promise<Result>): Promise<Result>;
  close(): void;
};

/** Reads the frames of the track, beside those of the camera. */
const CALL_PAGE = fileURLToPath(new URL('./call-page.ts', import.meta.url));
/** Shows the track in a video element. */
export const VIDEO_CALL_PAGE = fileURLToPath(new URL('./video-call-page.ts', import.meta.url));
const RECIPE = fileURLToPath(new URL('./recipe/page.ts', import.meta.url));

/** Functions keep their names where a profile is to be printed. callPage: the page's script. */
export async function openCalls(
  { csp, profile }: Pick<Options, 'csp' | 'profile'>,
  cameras: CameraFiles,
  callPage = CALL_PAGE,
): Promise<Calls<ChromiumCall>> {
  const [script, recipeScript] = [await bundle(callPage), await bundle(RECIPE)];
  const { url, close } = await serveSite(csp);
  return {
    withCall: async ({ size, setup, recipe }, rate, use) => {
      const camera = await cameras.pathOf(size, rate);
      const extension = setup ? await extensionWith({ ...setup, readable: profile }) : null;
      const { veil, browser } = await launch(camera, extension);
      try {
        if (setup) await veil.set({ ...EFFECTS[setup.effect], quality: setup.tier });
        if (setup?.effect === 'film') await addFilm(veil);
        await veil.context.addInitScript({ content: script });
        if (recipe) await veil.context.addInitScript({ content: recipeScript });
        const page = await veil.context.newPage();
        const veiled = setup !== undefined && setup.effect !== 'none';
        const until = veiled || recipe ? 'person' : 'frame';
        return await use({ veil, page, browser, veiled, url, request: { ...size, rate, until } });
      } finally {
        await veil.close();
      }
    },
    close,
  };
}

/** Starts a browser. Its process is the child that this one did not have before. */
async function launch(camera: string, extension: string | null) {
  const before = new Set(childrenOf(process.pid));
  const veil = await launchVeil({ camera, extension });
  const browser = childrenOf(process.pid).find((id) => !before.has(id));
  if (browser === undefined) throw new Error('the browser is no child of this process');
  return { veil, browser };
}
