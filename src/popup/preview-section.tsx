import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { browser } from '../extension/browser';
import type { CallSettings } from '../shared/call-settings';
import { log } from '../shared/log';
import type { GalleryPicture } from '../ui/gallery-groups';
import { OwnPreview } from '../ui/own-preview';
import type { OwnCamera } from '../ui/use-own-camera';
import type { PanelHandle } from '../ui/use-panel';
import type { TabStatus } from '../ui/watch-tab';
import { earlyPicture } from './ahead';
import { CallPreview } from './call-preview';
import type { EarlyPicture } from './early-picture';
import { shownTrack } from './shown-track';

type Props = {
  readonly own: OwnCamera;
  readonly status: TabStatus;
  readonly call: CallSettings | undefined;
  readonly panel: PanelHandle;
  readonly pictures: readonly GalleryPicture[];
  /** A call is known before its tab has answered. */
  readonly isCalling: boolean;
};

/** Oneself as others see one: what a call of this tab sends, else a camera of the popup's own. */
export function PreviewSection({ own, status, call, panel, pictures, isCalling }: Props) {
  const [early, setEarly] = useState<EarlyPicture>();
  const sent = shownTrack(status, early);
  const opensItself = panel.panel?.previewAlways && status.kind !== 'asked' && !sent;

  // Before the first frame: effects come after it, and it takes the browser longer than all the rest.
  useLayoutEffect(() => {
    earlyPicture.then(setEarly).catch((error) => log.debug('no early picture', error));
  }, []);
  useEffect(() => {
    if (opensItself) own.open(panel.panel?.camera ?? '');
  }, [opensItself]);
  useEffect(() => {
    if (sent) own.close();
  }, [sent === undefined]);

  if (sent) return <CallPreview track={sent} panel={panel} />;
  // Its place, as large as it will be: what is below must not move under the pointer.
  if (status.kind === 'asked' && (isCalling || panel.panel?.previewAlways))
    return <div class="preview" aria-busy="true" />;
  const effect = call && call.effect.kind !== 'none' ? call.effect : undefined;
  return (
    <OwnPreview
      own={own}
      panel={panel}
      effect={effect}
      pictures={pictures}
      onAskElsewhere={() => void browser.runtime.openOptionsPage()}
    />
  );
}
