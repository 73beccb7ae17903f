/** Pages beside a call, and tabs, that few have. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryOfAll } from '../../bench/performance/processes';
import { waitForPerson } from '../fixtures/call';
import { askFor, CAMERA } from '../fixtures/situation';
import { processesOf } from '../fixtures/slow-down';
import { type Call, laterCameras, rawFrames, wait } from './call';

/** What a link takes in the extension's process, measured with more pages that have a camera. */
export async function weighLinks({ mark, page }: Call): Promise<string> {
  const PAGES = 3;
  const memory = (kind: 'extension' | 'page') => memoryOfAll(processesOf(mark, kind));
  const before = { extension: await memory('extension'), page: await memory('page') };
  for (let count = 0; count < PAGES; count++) {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await askFor(other);
    await wait(3000);
  }
  const grown = async (kind: 'extension' | 'page') =>
    ((await memory(kind)) - before[kind]) / PAGES / 1e6;
  const [link, call] = [await grown('extension'), await grown('page')];
  return `each further page with a camera takes ${link.toFixed(1)} MB in the extension's process, ${call.toFixed(0)} MB in its own`;
}

/** A page of a file, with a camera. */
export async function openFile({ page }: Call): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'veil-file-'));
  const path = join(folder, 'page.html');
  const script = await (
    await page.context().request.get(new URL('/call.js', page.url()).href)
  ).text();
  await writeFile(path, `<!doctype html><body><script>${script}</script>`);
  const other = await page.context().newPage();
  await other.goto(pathToFileURL(path).href);
  const answer = await askFor(other);
  if (answer === CAMERA) await waitForPerson(other, 'near', 5);
  const raw = await rawFrames(other);
  await other.close();
  await rm(folder, { recursive: true });
  return `the file's camera: ${answer}, ${raw} raw`;
}

/** The page shows a PDF, which the browser does by an extension of its own. */
export async function showPdf(call: Call): Promise<string> {
  await call.page.evaluate(() => {
    const pdf = new Blob(['%PDF-1.1\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'], {
      type: 'application/pdf',
    });
    const shown = Object.assign(document.createElement('iframe'), {
      src: URL.createObjectURL(pdf),
    });
    document.body.append(shown);
  });
  await wait(3000);
  return laterCameras(call);
}

/** Another tab with a camera is discarded by the browser, and looked at again. */
export async function discardTab({ veil, page }: Call): Promise<string> {
  const other = await page.context().newPage();
  const url = page.url().replace('plain', 'isolated');
  await other.goto(url);
  const first = await askFor(other);
  await page.bringToFront();
  await (await veil.background()).evaluate(
    `chrome.tabs.query({ url: ${JSON.stringify(url)} }).then(([tab]) => chrome.tabs.discard(tab.id))`,
  );
  await wait(2000);
  await (await veil.background()).evaluate(
    `chrome.tabs.query({}).then((tabs) => { const tab = tabs.find((each) => each.url?.includes('isolated')); return chrome.tabs.update(tab.id, { active: true }); })`,
  );
  await wait(4000);
  const back = page
    .context()
    .pages()
    .find((each) => each.url().includes('isolated'));
  if (!back) throw new Error('expected the tab to be back');
  const second = await askFor(back);
  if (second === CAMERA) await waitForPerson(back, 'near', 5);
  const raw = await rawFrames(back);
  await back.close();
  return `before: ${first}; restored: ${second}, ${raw} raw`;
}
