import { useEffect, useState } from 'preact/hooks';
import {
  changeSettings,
  forgetRejectedSettings,
  hasRejectedSettings,
  loadSettings,
  watchSettings,
} from '../extension/settings-store';
import { log } from '../shared/log';
import type { Settings } from '../shared/settings';
import { keepSame } from './keep-same';
import { useStoreWriter } from './use-store-writer';
import type { Sentence, WordKey } from './words';

export type SettingsHandle = {
  /** As the user sees them, with what is not stored yet; undefined until they are read. */
  readonly settings: Settings | undefined;
  change(change: Partial<Settings>): void;
  /** Stores the last change without delay: the popup may be closed at any moment. */
  flush(): void;
  /** True after stored settings could not be read, until the user has seen the notice. */
  readonly wereReset: boolean;
  dismissReset(): void;
};

/** The settings, live. onProblem: gets a sentence for whatever fails; first: what is known of them. */
export function useSettings(
  onProblem: (sentence: Sentence) => void,
  first?: Settings,
): SettingsHandle {
  const [stored, setStored] = useState(first);
  // Shown on top of what is stored, so that late echoes of a drag do not pull the slider back.
  const [unsaved, setUnsaved] = useState<Partial<Settings>>({});
  const [wereReset, setWereReset] = useState(false);

  const fail = (key: WordKey) => (error: unknown) => {
    log.warn(key, error);
    onProblem([key]);
  };

  const writer = useStoreWriter('settings', {
    save: changeSettings,
    // What was stored comes back by `watchSettings`, in the order of all writers.
    onFailed: fail('settings_unsaved'),
    onIdle: () => setUnsaved({}),
  });

  useEffect(() => {
    const read = async () => {
      setStored(keepSame<Settings | undefined>(await loadSettings()));
      setWereReset(await hasRejectedSettings());
    };
    read().catch(fail('settings_unread'));
    return watchSettings(setStored);
  }, []);

  return {
    settings: stored && { ...stored, ...unsaved },
    change: (change) => {
      setUnsaved((before) => ({ ...before, ...change }));
      writer.write(change);
    },
    flush: writer.flush,
    wereReset,
    dismissReset: () => {
      setWereReset(false);
      forgetRejectedSettings().catch(fail('settings_unforgotten'));
    },
  };
}
