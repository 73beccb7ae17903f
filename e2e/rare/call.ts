/** A call in which something rare happens, and what is left of it. */
import type { CDPSession, Page } from 'playwright';
import type { Evaluated } from '../fixtures/call';
import { askFor, CAMERA, RAW } from '../fixtures/situation';
import type { Veil } from '../fixtures/veil';
import type { SmallDisk } from './small-disk';

export type Call = {
  readonly veil: Veil;
  readonly page: Page;
  /** The same page, also after a frame in it has crashed: the driver takes the page for crashed then. */
  readonly frame: Evaluated;
  /** A word of the browser's command line. */
  readonly mark: string;
  /** Where the profile is, if the fault asks for one. */
  readonly disk?: SmallDisk | undefined;
};

export type RareFault = {
  readonly name: string;
  /** The page of the call; `plain` by default. */
  readonly situation?: 'plain' | 'strict-csp' | 'no-wasm';
  /** Not without a screen; `xvfb-run` gives one. */
  readonly screen?: boolean;
  /** Megabytes of a disk of its own for the profile. */
  readonly disk?: number;
  /** Does the harm; gives what is to be said of it besides the figures. */
  harm(call: Call): Promise<string | undefined>;
};

/** Runs functions in a page past the driver's own idea of it. */
export function evaluatedBy(session: Pick<CDPSession, 'send'>): Evaluated {
  const evaluate = async (run: unknown, argument?: unknown) => {
    const expression =
      typeof run === 'string' ? run : `(${run})(${JSON.stringify(argument) ?? 'undefined'})`;
    const options = { awaitPromise: true, returnByValue: true };
    const { result } = await session.send('Runtime.evaluate', { expression, ...options });
    return result.value;
  };
  return { evaluate } as Evaluated;
}

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const idOf = async (veil: Veil) => new URL((await veil.background()).url()).host;

/** Changes what the browser lets an extension do, in the page in which its user may. */
export async function changeExtension(veil: Veil, change: string): Promise<void> {
  const page = await veil.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(change);
  await page.close();
}

/** How many raw frames the last camera of a page has given. */
export function rawFrames(frame: Evaluated): Promise<number> {
  return frame.evaluate(
    (most) => window.call.near?.seen.filter(({ stripes }) => stripes >= most).length ?? 0,
    RAW,
  );
}

/** Asks for a camera, and says what came of it. */
async function newCamera(frame: Evaluated): Promise<string> {
  const answer = await askFor(frame);
  if (answer !== CAMERA) return answer;
  await wait(4000);
  const frames = await frame.evaluate(() => window.call.near?.seen.length ?? 0);
  if (frames === 0) return 'no frame';
  return (await rawFrames(frame)) > 0 ? 'raw' : 'processed';
}

/** What another camera of the page, and one of a page that is opened after, give. */
export async function laterCameras({ page, frame }: Call): Promise<string> {
  const here = await newCamera(frame);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const there = await newCamera(other);
  await other.close();
  return `another camera: ${here}; in a new page: ${there}`;
}
