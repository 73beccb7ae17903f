/**
 * Faults that take long or a browser of their own to make: `npm run faults`. Each happens in the middle of a call that
 * shows the person before a green backdrop.
 */
import { extensionLoopOf } from '../fixtures/loop-worker';
import { processesOf, standStill } from '../fixtures/slow-down';
import { type Call, changeExtension, idOf, laterCameras, type RareFault, wait } from './call';
import { fillDisk } from './full-disk';
import { discardTab, openFile, showPdf, weighLinks } from './pages';
import { openPrivate } from './private-window';

const kill = (kind: 'extension' | 'graphics') => async (call: Call) => {
  const found = processesOf(call.mark, kind);
  if (found.length === 0) throw new Error(`expected a process of the kind ${kind}`);
  for (const pid of found) process.kill(pid, 'SIGKILL');
  await wait(5000);
  return kind === 'extension' ? laterCameras(call) : undefined;
};

/** seconds: for which the whole browser is stopped. */
export function rareFaults(seconds: number): RareFault[] {
  return [
    { name: 'the process of the extension is killed', harm: kill('extension') },
    {
      name: 'the same, strict policy: the loop is in it',
      situation: 'strict-csp',
      harm: kill('extension'),
    },
    {
      name: 'the same, no WASM: the segmenter is in it',
      situation: 'no-wasm',
      harm: kill('extension'),
    },
    { name: 'the process of the graphics device is killed', harm: kill('graphics') },
    {
      name: `the whole browser stands still for ${seconds} s`,
      harm: async ({ mark }) => {
        await standStill(mark, seconds * 1000);
        await wait(3000);
        return undefined;
      },
    },
    {
      name: `the same, strict policy`,
      situation: 'strict-csp',
      harm: async ({ mark, page }) => {
        await extensionLoopOf(page);
        await standStill(mark, seconds * 1000);
        await wait(3000);
        return undefined;
      },
    },
    ...[
      { name: 'settings are cleared', harm: 'chrome.storage.local.clear()' },
      { name: 'settings are damaged', harm: 'chrome.storage.local.set({ settings: [7] })' },
      {
        name: 'own pictures are deleted',
        harm: "new Promise((done) => { const asked = indexedDB.deleteDatabase('veil'); asked.onsuccess = asked.onblocked = asked.onerror = () => done(); })",
      },
    ].map(
      ({ name, harm }): RareFault => ({
        name: `${name} in mid-call`,
        harm: async (call) => {
          await (await call.veil.background()).evaluate(harm);
          await wait(2000);
          return laterCameras(call);
        },
      }),
    ),
    {
      name: 'the extension is turned off, and on again',
      harm: async (call) => {
        const id = JSON.stringify(await idOf(call.veil));
        await changeExtension(call.veil, `chrome.management.setEnabled(${id}, false)`);
        await wait(2000);
        const off = await laterCameras(call);
        await changeExtension(call.veil, `chrome.management.setEnabled(${id}, true)`);
        await wait(3000);
        return `off: ${off}; on: ${await laterCameras(call)}`;
      },
    },
    {
      name: 'access to the site is withheld',
      harm: async (call) => {
        const id = JSON.stringify(await idOf(call.veil));
        const access = `{ extensionId: ${id}, hostAccess: 'ON_CLICK' }`;
        await changeExtension(
          call.veil,
          `chrome.developerPrivate.updateExtensionConfiguration(${access})`,
        );
        await wait(2000);
        return laterCameras(call);
      },
    },
    { name: 'the disk of the profile is full', disk: 400, harm: fillDisk },
    { name: 'a private window beside it', screen: true, harm: openPrivate },
    { name: 'more pages with a camera: memory of their links', harm: weighLinks },
    { name: 'a page of a file beside it', harm: openFile },
    { name: 'a PDF is shown in the page', harm: showPdf },
    { name: 'a tab is discarded and restored', harm: discardTab },
  ];
}
