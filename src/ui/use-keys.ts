import { useEffect, useState } from 'preact/hooks';
import { browser } from '../extension/browser';
import { log } from '../shared/log';

/** Keys by what they do, as the browser spells them; what has none is missing. */
export type Keys = Readonly<Partial<Record<'toggle' | 'next-background' | 'cover', string>>>;

/** The keys as the user has them now. */
export function useKeys(): Keys {
  const [keys, setKeys] = useState<Keys>({});
  useEffect(() => {
    browser.commands
      .getAll()
      .then((commands) =>
        setKeys(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))),
      )
      .catch((error) => log.debug('the keys are not known', error));
  }, []);
  return keys;
}
