import type { ComponentChildren } from 'preact';
import { say } from './words';

type Props = {
  readonly mirrored: boolean;
  readonly onMirror: (mirrored: boolean) => void;
  /** Ends the preview, where it has a camera of its own. */
  readonly onClose?: () => void;
  /** False while the first picture is awaited. */
  readonly isShown: boolean;
  /** The canvas. */
  readonly children: ComponentChildren;
};

/** A live picture of oneself, with what can be done with it. */
export function PreviewFrame({ mirrored, onMirror, onClose, isShown, children }: Props) {
  return (
    <div class={`preview ${mirrored ? 'mirrored' : ''}`} aria-busy={!isShown}>
      {children}
      {!isShown && (
        <span class="waiting" role="status">
          {say('preview_opening')}
        </span>
      )}
      <span class="caption">{say(mirrored ? 'preview_mirrored' : 'preview_true')}</span>
      <div class="preview-acts">
        <button
          type="button"
          class="icon-button"
          title={say('preview_mirror')}
          aria-label={say('preview_mirror')}
          aria-pressed={mirrored}
          onClick={() => onMirror(!mirrored)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 4v16M9 8 4.5 12 9 16zm6 0 4.5 4-4.5 4z" />
          </svg>
        </button>
        {onClose && (
          <button
            type="button"
            class="icon-button"
            title={say('preview_close')}
            aria-label={say('preview_close')}
            onClick={onClose}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="m6 6 12 12M18 6 6 18" />
            </svg>
          </button>
        )}
      </div>
    </div>
  );
}
