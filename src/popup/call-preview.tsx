import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PreviewFrame } from '../ui/preview-frame';
import type { PanelHandle } from '../ui/use-panel';
import { say } from '../ui/words';
import { earlyPicture } from './ahead';
import { showCallPicture } from './call-picture';
import type { NamedTrack } from './early-picture';

type Props = { readonly track: NamedTrack; readonly panel: PanelHandle };

/** What a call of this tab sends, live. */
export function CallPreview({ track, panel: { panel, change } }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isShown, setShown] = useState(false);
  // In the frame that it comes in: an effect would wait for the one after.
  useLayoutEffect(() => {
    if (canvas.current)
      return showCallPicture(track, canvas.current, earlyPicture, () => setShown(true));
    return undefined;
  }, [track.tab, track.frame, track.track]);

  return (
    <PreviewFrame
      mirrored={panel?.mirrored ?? true}
      onMirror={(mirrored) => change({ mirrored })}
      isShown={isShown}
    >
      <canvas ref={canvas} role="img" aria-label={say('preview_call')} />
    </PreviewFrame>
  );
}
