import { useEffect, useState } from 'preact/hooks';
import { browser } from '../extension/browser';
import { readTabs } from '../extension/tab-book';
import { log } from '../shared/log';
import { findPlace } from './place';

/**
 * Whether the page of the tab may have a camera. `used`: it has had one, or may have one unasked; `unasked`: it was never
 * given one; `refused`: the browser keeps cameras from it.
 */
export type CameraAccess = 'used' | 'unasked' | 'refused';

/** A permission changes, and a frame comes, without a word to the popup. */
const PERIOD_MS = 1000;

/** Whether the page under the popup may have a camera, live while `isAsked`; undefined until it has answered. */
export function useCameraAccess(isAsked: boolean): CameraAccess | undefined {
  const [access, setAccess] = useState<CameraAccess>();
  useEffect(() => {
    if (!isAsked) return;
    const read = () =>
      readAccess()
        .then(setAccess)
        .catch((error) => {
          log.debug('the page does not tell of its camera', error);
          setAccess('used');
        });
    void read();
    const timer = setInterval(read, PERIOD_MS);
    return () => clearInterval(timer);
  }, [isAsked]);
  return access;
}

async function readAccess(): Promise<CameraAccess> {
  const { tab: tabId } = await findPlace();
  if (tabId === undefined) return 'used';
  if ((await readTabs()).some(({ tab }) => tab === tabId)) return 'used';
  const target = { tabId, allFrames: true };
  const frames = await browser.scripting.executeScript({ target, func: stateOfCamera });
  return accessOf(frames.map(({ result }) => result));
}

/** Of the states of a page's frames, that of the one which may do most; `used` where none is told. */
export function accessOf(states: readonly unknown[]): CameraAccess {
  if (states.includes('granted')) return 'used';
  if (states.includes('prompt')) return 'unasked';
  return states.includes('denied') ? 'refused' : 'used';
}

/** Runs in the page's frames. */
async function stateOfCamera(): Promise<string | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state;
  } catch {
    return undefined; // An older browser does not tell.
  }
}
