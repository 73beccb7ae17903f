import type { CallSettings } from '../shared/call-settings';
import type { GalleryPicture } from '../ui/gallery-groups';
import { OwnPreview } from '../ui/own-preview';
import type { OwnCamera } from '../ui/use-own-camera';
import type { PanelHandle } from '../ui/use-panel';
import { say } from '../ui/words';

type Props = {
  readonly own: OwnCamera;
  readonly call: CallSettings | undefined;
  readonly panel: PanelHandle;
  readonly pictures: readonly GalleryPicture[];
};

/** The preview where the browser can ask for the camera, and when it begins. */
export function PreviewSection({ own, call, panel, pictures }: Props) {
  const effect = call && call.effect.kind !== 'none' ? call.effect : undefined;
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">{say('preview_title')}</h2>
      <p class="quiet">{say('preview_why')}</p>
      <OwnPreview own={own} panel={panel} effect={effect} pictures={pictures} />
      <label class="choice">
        <input
          type="checkbox"
          checked={panel.panel?.previewAlways ?? false}
          onChange={({ currentTarget }) => panel.change({ previewAlways: currentTarget.checked })}
        />
        <span>{say('preview_always')}</span>
      </label>
    </section>
  );
}
