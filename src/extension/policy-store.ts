/**
 * What an administrator has decided, as the background found it last. Kept in `storage.local`, beside the settings: a
 * call reads it at once, while `storage.managed` keeps one waiting.
 */
import { type Policy, parsePolicy } from '../shared/policy';
import { browser } from './browser';
import { readStored } from './stored';

/** Key in `storage.local`. */
const KEY = 'policy';

export async function readPolicy(): Promise<Policy> {
  return parsePolicy(await readStored(KEY));
}

/** Keeps it, unless it is the same; every call is told of a change. */
export async function keepPolicy(policy: Policy): Promise<void> {
  const before = JSON.stringify(await readPolicy());
  if (JSON.stringify(policy) !== before) await browser.storage.local.set({ [KEY]: policy });
}

/** Tells the policy whenever it changes. Returns the way to stop. */
export function watchPolicy(tell: (policy: Policy) => void): () => void {
  const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = area === 'local' ? changes[KEY] : undefined;
    if (change) tell(parsePolicy(change.newValue));
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
