import { useEffect, useState } from 'preact/hooks';
import { changePanel, type PanelState, readPanel } from '../extension/panel-store';
import { log } from '../shared/log';
import { keepSame } from './keep-same';
import { useStoreWriter } from './use-store-writer';

export type PanelHandle = {
  /** undefined until it is read. */
  readonly panel: PanelState | undefined;
  change(change: Partial<PanelState>): void;
};

/** What the panels keep for themselves. What cannot be kept is forgotten with the panel. first: what is known of it. */
export function usePanel(first?: PanelState): PanelHandle {
  const [panel, setPanel] = useState(first);
  const writer = useStoreWriter('panel', {
    save: changePanel,
    onFailed: (error) => log.warn('the panel keeps nothing', error),
  });
  useEffect(() => {
    readPanel()
      .then((read) => setPanel(keepSame<PanelState | undefined>(read)))
      .catch((error) => log.warn('the state of the panel cannot be read', error));
  }, []);

  return {
    panel,
    change: (change) => {
      setPanel((before) => before && { ...before, ...change });
      writer.write(change);
    },
  };
}
