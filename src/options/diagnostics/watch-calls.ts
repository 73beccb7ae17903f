import { browser } from '../../extension/browser';
import { readTabs } from '../../extension/tab-book';
import { log } from '../../shared/log';
import { type TabTrack, watchTab } from '../../ui/watch-tab';

/** A track of a call. key: the same as long as it lives; title: of its tab. */
export type Call = { readonly key: string; readonly title: string; readonly track: TabTrack };

/** Tells of all calls in all tabs, at every news of them. Returns the way to stop. */
export function watchCalls(tell: (calls: readonly Call[]) => void): () => void {
  const watched = new Map<number, { calls: readonly Call[]; readonly stop: () => void }>();
  let isOver = false;

  const tellAll = () => tell([...watched.values()].flatMap(({ calls }) => calls));
  const watch = (tab: number, title: string) => {
    const stop = watchTab(tab, (status) => {
      const entry = watched.get(tab);
      if (!entry) return;
      const tracks = status.kind === 'tracks' ? status.tracks : [];
      entry.calls = tracks.map((track) => ({
        key: `${tab} ${track.frame} ${track.track}`,
        title,
        track,
      }));
      tellAll();
    });
    watched.set(tab, { calls: [], stop });
  };
  const read = async () => {
    const live = (await readTabs()).filter(({ isLive }) => isLive).map(({ tab }) => tab);
    for (const [tab, { stop }] of watched) {
      if (live.includes(tab)) continue;
      stop();
      watched.delete(tab);
      tellAll();
    }
    for (const tab of live) {
      const { title = '' } = await browser.tabs.get(tab);
      if (!isOver && !watched.has(tab)) watch(tab, title);
    }
  };
  const refresh = () => read().catch((error) => log.debug('the calls are not known', error));
  const onChanged = (_: unknown, area: string) => {
    if (area === 'session') void refresh();
  };

  void refresh();
  browser.storage.onChanged.addListener(onChanged);
  return () => {
    isOver = true;
    browser.storage.onChanged.removeListener(onChanged);
    for (const { stop } of watched.values()) stop();
  };
}
