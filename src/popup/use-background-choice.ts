import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { usedNow } from '../extension/panel-store';
import type { HidingEffect } from '../shared/effect';
import type { Settings } from '../shared/settings';
import { withSite } from '../shared/site-settings';
import { builtInGroups } from '../ui/built-in';
import { useFileDrop } from '../ui/use-file-drop';
import { useGallery } from '../ui/use-gallery';
import type { Messages } from '../ui/use-messages';
import type { PanelHandle } from '../ui/use-panel';

type Given = {
  readonly settings: Settings | undefined;
  readonly change: (change: Partial<Settings>) => void;
  readonly site: string;
  readonly panel: PanelHandle;
  readonly messages: Messages;
};

/** Choosing a background, here or everywhere, with what belongs to it. */
export function useBackgroundChoice({ settings, change, site, panel, messages }: Given) {
  const builtIn = useMemo(() => builtInGroups().flatMap((group) => group.pictures), []);
  const latest = useRef<Settings>(undefined);
  latest.current = settings;

  const choose = (effect: HidingEffect) => {
    messages.clear();
    const isOwn = settings?.sites[site]?.effect !== undefined;
    change(isOwn ? { sites: withSite(settings.sites, site, { effect }) } : { effect });
    if (effect.kind === 'image' && panel.panel)
      panel.change({ recent: usedNow(panel.panel.recent, effect.id) });
  };
  const { own } = useGallery({
    settings: () => latest.current,
    change,
    onChoose: choose,
    messages,
  });
  const dropping = useFileDrop(own.add);
  useEffect(() => {
    document.documentElement.classList.toggle('dropping', dropping);
  }, [dropping]);
  // As it was when the popup was opened.
  const [recent, setRecent] = useState<readonly string[]>();
  if (panel.panel && !recent) setRecent(panel.panel.recent);

  return { choose, own, recent: recent ?? [], pictures: [...own.pictures, ...builtIn] };
}
