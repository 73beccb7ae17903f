import { useEffect, useRef } from 'preact/hooks';
import type { OwnCamera } from '../../ui/use-own-camera';
import { say } from '../../ui/words';

type Props = { readonly own: OwnCamera; readonly mirrored: boolean };

/** Where Veil finds the person in the preview: white is kept. */
export function MaskPicture({ own, mirrored }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { key } = own.canvas;
  useEffect(() => {
    // A canvas is lent once: each preview has one of its own.
    own.showMask(canvas.current ?? undefined);
    return () => own.showMask(undefined);
  }, [key]);

  return (
    <div class={`mask ${mirrored ? 'mirrored' : ''}`}>
      <h3>{say('diagnostics_mask')}</h3>
      <canvas
        ref={canvas}
        key={key}
        width="320"
        height="180"
        role="img"
        aria-label={say('diagnostics_mask')}
      />
    </div>
  );
}
