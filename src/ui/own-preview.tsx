import { useEffect } from 'preact/hooks';
import type { CameraTrouble } from '../preview/camera';
import type { HidingEffect } from '../shared/effect';
import type { GalleryPicture } from './gallery-groups';
import { PreviewFrame } from './preview-frame';
import type { OwnCamera } from './use-own-camera';
import type { PanelHandle } from './use-panel';
import { say, type WordKey } from './words';

type Props = {
  readonly own: OwnCamera;
  readonly panel: PanelHandle;
  /** What stands in the place of the room; undefined until it is known, or while nothing does. */
  readonly effect: HidingEffect | undefined;
  readonly pictures: readonly GalleryPicture[];
  /** Where the browser can ask for the camera, if not here. */
  readonly onAskElsewhere?: (() => void) | undefined;
};

const TROUBLE_WORDS: Readonly<Record<CameraTrouble, WordKey>> = {
  refused: 'camera_refused',
  missing: 'camera_missing',
  busy: 'camera_busy',
  'asked-elsewhere': 'camera_asked_elsewhere',
};

/** Oneself before the chosen background, with a camera of the panel's own, opened by a click. */
export function OwnPreview({ own, panel: handle, effect, pictures, onAskElsewhere }: Props) {
  const { panel, change } = handle;
  const { state } = own;
  const open = () => own.open(panel?.camera ?? '');

  if (state.kind === 'live')
    return (
      <div class="live">
        <PreviewFrame
          mirrored={panel?.mirrored ?? true}
          onMirror={(mirrored) => change({ mirrored })}
          onClose={own.close}
          isShown={state.isShown}
        >
          <canvas
            ref={own.canvas.ref}
            key={own.canvas.key}
            role="img"
            aria-label={say('preview')}
          />
        </PreviewFrame>
        {state.cameras.length > 1 && (
          <label class="camera-choice">
            <span>{say('camera')}</span>
            <select
              value={own.camera}
              onChange={({ currentTarget: { value } }) => {
                change({ camera: value });
                own.open(value);
              }}
            >
              {state.cameras.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    );

  return (
    <div class="preview idle">
      <Backdrop effect={effect} pictures={pictures} />
      {state.kind === 'failed' && (
        <p class="trouble" role="status">
          {say(TROUBLE_WORDS[state.trouble])}
        </p>
      )}
      {state.kind === 'failed' && state.trouble === 'asked-elsewhere' && onAskElsewhere ? (
        <button type="button" class="preview-start" onClick={onAskElsewhere}>
          {say('camera_ask')}
        </button>
      ) : (
        <button
          type="button"
          class="preview-start"
          aria-disabled={state.kind === 'opening'}
          onClick={() => state.kind !== 'opening' && open()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect x="3" y="6.5" width="12" height="11" rx="2" />
            <path d="m15 10.5 5.5-3v9l-5.5-3" />
          </svg>
          {say(state.kind === 'opening' ? 'preview_opening' : 'preview')}
        </button>
      )}
    </div>
  );
}

type BackdropProps = Pick<Props, 'effect' | 'pictures'>;

/** What one will stand before. */
function Backdrop({ effect, pictures }: BackdropProps) {
  const picture =
    effect?.kind === 'image' ? pictures.find(({ id }) => id === effect.id) : undefined;
  useEffect(() => picture?.look?.(), [picture?.id]);
  if (effect?.kind === 'color')
    return (
      <svg class="backdrop" viewBox="0 0 16 9" preserveAspectRatio="none" aria-hidden="true">
        <rect width="16" height="9" fill={effect.color} />
      </svg>
    );
  return picture?.url ? <img class="backdrop" src={picture.url} alt="" /> : null;
}
