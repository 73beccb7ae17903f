import browser from 'webextension-polyfill';
import { keepPresets } from '../extension/backdrop-store';
import { keepPolicy, readPolicy } from '../extension/policy-store';
import { log } from '../shared/log';
import { parsePolicy } from '../shared/policy';
import { readPresets } from './presets';

/** Hands on what an administrator decides, from the start of the background on. */
export function watchManaged(): void {
  const read = () => handOn().catch((error) => log.warn('the policy cannot be kept', error));
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void read();
  });
  void read();
}

async function handOn(): Promise<void> {
  const { presets: pictures, ...decided } = await readManaged();
  const presets = await storePresets(pictures);
  await keepPolicy(parsePolicy({ ...decided, ...(presets.length > 0 && { presets }) }));
}

/** Firefox rejects where nobody has decided anything. */
async function readManaged(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(null);
  } catch (error) {
    log.debug('no policy', error);
    return {};
  }
}

/** Keeps the pictures of the policy with the user's own, and gives their ids; without them the policy holds all the same. */
async function storePresets(pictures: unknown): Promise<readonly string[]> {
  const presets = await readPresets(pictures);
  const { presets: before = [] } = await readPolicy();
  if (presets.length === 0 && before.length === 0) return [];
  try {
    await keepPresets(presets);
    return presets.map(({ id }) => id);
  } catch (error) {
    log.warn('the pictures of the policy cannot be stored', error);
    return [];
  }
}
