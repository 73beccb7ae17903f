import { useEffect, useRef, useState } from 'preact/hooks';
import { CENTERED, type Framing, MOST_ZOOM } from '../shared/framing';
import type { Size } from '../shared/geometry';
import type { GalleryPicture } from '../ui/gallery-groups';
import { say } from '../ui/words';
import { FramedPicture } from './framed-picture';
import { useStoredPicture } from './use-stored-picture';

type Props = {
  readonly picture: GalleryPicture;
  readonly framing: Framing;
  /** Told of the part that is to be shown, when the user lets go; undefined for the middle. */
  readonly onFrame: (framing: Framing | undefined) => void;
  readonly onClose: () => void;
};

/** A turn of the wheel, or a key that is held, comes to rest. */
const REST_MS = 200;

/** Moves a picture behind the frame of a call, and makes it larger. */
export function FramingDialog({ picture, framing: before, onFrame, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const url = useStoredPicture(picture.id);
  const [size, setSize] = useState<Size>();
  const [framing, setFraming] = useState(before);
  /** Also between two events of one task, which draw nothing anew. */
  const latest = useRef(before);
  const move = (moved: Framing) => {
    latest.current = moved;
    setFraming(moved);
  };
  /** What is told when the user has come to rest: each time the call's picture is made anew. */
  const waiting = useRef<{ readonly timer: number; readonly tell: () => void }>(undefined);
  const flush = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current?.tell();
    waiting.current = undefined;
  };
  const settle = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = { timer: window.setTimeout(flush, REST_MS), tell };
  };
  const tell = () => {
    const { x, y, zoom } = latest.current;
    const isCentered = zoom === 1 && x === CENTERED.x && y === CENTERED.y;
    onFrame(isCentered ? undefined : latest.current);
  };

  useEffect(() => {
    dialog.current?.showModal();
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, []);

  const close = () => {
    flush();
    onClose();
  };

  return (
    <dialog ref={dialog} class="framing" aria-labelledby="framing" onClose={close}>
      <h2 id="framing">{picture.title}</h2>
      <p class="quiet">{say('framing_how')}</p>
      <FramedPicture
        url={url}
        size={size}
        framing={framing}
        onSize={setSize}
        onChange={move}
        onSettled={settle}
      />
      <label class="strength">
        <span>{say('framing_zoom')}</span>
        <input
          type="range"
          min="1"
          max={MOST_ZOOM}
          step="0.05"
          value={framing.zoom}
          aria-valuetext={say('percent', Math.round(100 * framing.zoom))}
          onInput={({ currentTarget }) => move({ ...framing, zoom: currentTarget.valueAsNumber })}
          onChange={settle}
        />
        <span class="percent" aria-hidden="true">
          {say('percent', Math.round(100 * framing.zoom))}
        </span>
      </label>
      <div class="acts">
        <button
          type="button"
          class="small"
          onClick={() => {
            move(CENTERED);
            settle();
          }}
        >
          {say('framing_reset')}
        </button>
        <button type="button" class="small chief" onClick={() => dialog.current?.close()}>
          {say('done')}
        </button>
      </div>
    </dialog>
  );
}
