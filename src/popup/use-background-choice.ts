import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OwnEntry } from '../extension/backdrop-store';
import { usedNow } from '../extension/panel-store';
import type { HidingEffect } from '../shared/effect';
import { type Settings, settingsOf } from '../shared/settings';
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
  /** What is known of the user's own pictures. */
  readonly first?: readonly OwnEntry[] | undefined;
};

/** Choosing a background, here or everywhere, with what belongs to it. */
export function useBackgroundChoice(given: Given) {
  const { settings, change, site, panel, messages, first } = given;
  const builtIn = useMemo(() => builtInGroups().flatMap((group) => group.pictures), []);
  const latest = useRef<Settings>(undefined);
  latest.current = settings;

  const take = (effect: HidingEffect) => {
    const isOwn = settings?.sites[site]?.effect !== undefined;
    change(isOwn ? { sites: withSite(settings.sites, site, { effect }) } : { effect });
    if (effect.kind === 'image' && panel.panel)
      panel.change({ recent: usedNow(panel.panel.recent, effect.id) });
  };
  const choose = (effect: HidingEffect) => {
    messages.clear();
    take(effect);
  };
  const { own } = useGallery({
    settings: () => latest.current,
    change,
    // What became of the files is still to be read.
    onChoose: take,
    messages,
    first,
  });
  const dropping = useFileDrop(own.add);
  useEffect(() => {
    document.documentElement.classList.toggle('dropping', dropping);
  }, [dropping]);
  // As it was when the popup was opened; what is chosen is among it, and so in sight at once.
  const [recent, setRecent] = useState<readonly string[]>();
  if (panel.panel && settings && !recent) {
    const { effect } = settingsOf(settings, site);
    const used = panel.panel.recent;
    setRecent(effect.kind === 'image' ? usedNow(used, effect.id) : used);
  }

  return { choose, own, recent: recent ?? [], pictures: [...own.pictures, ...builtIn] };
}
