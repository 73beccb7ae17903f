import { useRef } from 'preact/hooks';
import { type Framing, framedPart, MOST_ZOOM, settledFraming } from '../shared/framing';
import type { Size } from '../shared/geometry';
import { say } from '../ui/words';

type Props = {
  /** undefined until the picture has been read. */
  readonly url: string | undefined;
  /** Of the picture, in pixels; undefined until it is decoded. */
  readonly size: Size | undefined;
  readonly framing: Framing;
  readonly onSize: (size: Size) => void;
  readonly onChange: (framing: Framing) => void;
  /** The user has let go. */
  readonly onSettled: () => void;
};

/** The shape of most calls. */
const FRAME: Size = { width: 16, height: 9 };
/** Of what is shown, a press of an arrow key moves so much. */
const STEP = 0.05;
/** A turn of the wheel by a usual notch zooms by a tenth. */
const ZOOM_PER_PIXEL = 0.001;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A picture behind the frame of a call, moved with the pointer, the wheel, or the arrow keys. */
export function FramedPicture({ url, size, framing, onSize, onChange, onSettled }: Props) {
  const held = useRef<{ readonly x: number; readonly y: number; readonly from: Framing }>(
    undefined,
  );
  const part = size && framedPart(size, FRAME, framing);

  /** by: in parts of what is shown. */
  const moved = (from: Framing, [x, y]: readonly [x: number, y: number]): Framing => {
    if (!size) return from;
    const { width, height } = framedPart(size, FRAME, from);
    // From where it has an effect: a drag back begins to move at once.
    const settled = settledFraming(size, FRAME, from);
    return settledFraming(size, FRAME, {
      ...settled,
      x: settled.x + x * width,
      y: settled.y + y * height,
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    onChange(moved(framing, by));
  };

  return (
    <fieldset
      class="framed"
      aria-labelledby="framing"
      onKeyDown={onKeyDown}
      onKeyUp={({ key }) => key in ARROWS && onSettled()}
      onPointerDown={({ currentTarget, pointerId, clientX: x, clientY: y }) => {
        currentTarget.setPointerCapture(pointerId);
        held.current = { x, y, from: framing };
      }}
      onPointerMove={({ currentTarget, clientX, clientY }) => {
        if (!held.current) return;
        const { x, y, from } = held.current;
        const { clientWidth, clientHeight } = currentTarget;
        onChange(moved(from, [(x - clientX) / clientWidth, (y - clientY) / clientHeight]));
      }}
      onLostPointerCapture={() => {
        held.current = undefined;
        onSettled();
      }}
      onWheel={(event) => {
        event.preventDefault();
        const zoom = framing.zoom * Math.exp(-event.deltaY * ZOOM_PER_PIXEL);
        onChange({ ...framing, zoom: Math.min(MOST_ZOOM, Math.max(1, zoom)) });
        onSettled();
      }}
    >
      {url && (
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            onSize({ width, height })
          }
          style={
            part && {
              width: `${100 / part.width}%`,
              height: `${100 / part.height}%`,
              left: `${(-100 * part.x) / part.width}%`,
              top: `${(-100 * part.y) / part.height}%`,
            }
          }
        />
      )}
      {(['x', 'y'] as const).map((axis) => (
        <input
          key={axis}
          class="unseen"
          type="range"
          min="0"
          max="1"
          step="any"
          value={framing[axis]}
          aria-label={say(axis === 'x' ? 'framing_across' : 'framing_down')}
          aria-valuetext={say('percent', Math.round(100 * framing[axis]))}
          onInput={({ currentTarget }) =>
            onChange({ ...framing, [axis]: currentTarget.valueAsNumber })
          }
          onChange={onSettled}
        />
      ))}
    </fieldset>
  );
}
