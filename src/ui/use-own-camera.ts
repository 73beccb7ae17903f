import { useEffect, useRef, useState } from 'preact/hooks';
import { type CameraTrouble, listCameras, openCamera } from '../preview/camera';
import { type Preview, startPreview } from '../preview/preview';
import { type CallSettings, serialiseCallSettings } from '../shared/call-settings';
import type { LoopStatus } from '../shared/status';

/** Where a preview with a camera of its own stands. */
export type PreviewState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'live'; readonly isShown: boolean; readonly cameras: readonly Camera[] }
  | { readonly kind: 'failed'; readonly trouble: CameraTrouble };

export type Camera = { readonly id: string; readonly name: string };

export type OwnCamera = {
  readonly state: PreviewState;
  /** What its loop has told last; undefined while there is none. */
  readonly status: LoopStatus | undefined;
  /** Id of the camera in use; empty while none is. */
  readonly camera: string;
  open(deviceId: string): void;
  /** Ends the picture, and the camera with it, at once. */
  close(): void;
  /** Shows its masks on a fresh canvas; undefined: no more. */
  showMask(canvas: HTMLCanvasElement | undefined): void;
  /** For the canvas to draw on; a new one for each opening, by its key. */
  readonly canvas: {
    readonly ref: (canvas: HTMLCanvasElement | null) => void;
    readonly key: number;
  };
};

/**
 * A camera of the panel's own, processed as a call's. settings: what a call would get; undefined until it is
 * known. mayAsk: the browser's question can be shown here.
 */
export function useOwnCamera(settings: CallSettings | undefined, mayAsk: boolean): OwnCamera {
  const [state, setState] = useState<PreviewState>({ kind: 'closed' });
  const [status, setStatus] = useState<LoopStatus>();
  const [opening, setOpening] = useState(0);
  const track = useRef<MediaStreamTrack>(undefined);
  const preview = useRef<Preview>(undefined);
  const turn = useRef(0);

  const end = () => {
    turn.current++;
    preview.current?.stop();
    preview.current = undefined;
    track.current?.stop();
    track.current = undefined;
    setStatus(undefined);
  };
  const close = () => {
    end();
    setState({ kind: 'closed' });
  };
  const open = async (deviceId: string) => {
    end();
    const mine = turn.current;
    setState({ kind: 'opening' });
    const answer = await openCamera(deviceId, mayAsk);
    if (mine !== turn.current) {
      // Closed meanwhile.
      if (answer.ok) answer.camera.stop();
      return;
    }
    if (!answer.ok) {
      setState({ kind: 'failed', trouble: answer.trouble });
      return;
    }
    track.current = answer.camera;
    answer.camera.addEventListener('ended', close);
    const cameras = (await listCameras()).map(({ deviceId: id, label }) => ({ id, name: label }));
    if (mine !== turn.current) return;
    setOpening(mine);
    setState({ kind: 'live', isShown: false, cameras });
  };

  const start = (canvas: HTMLCanvasElement | null) => {
    if (!canvas || !track.current || preview.current) return;
    preview.current = startPreview(track.current, canvas, {
      shown: () => setState((now) => (now.kind === 'live' ? { ...now, isShown: true } : now)),
      reported: setStatus,
    });
    if (settings) preview.current.change(settings);
  };

  const serialised = settings && serialiseCallSettings(settings);
  useEffect(() => {
    if (settings) preview.current?.change(settings);
  }, [serialised]);
  useEffect(() => {
    // The light of the camera goes out with the panel.
    addEventListener('pagehide', end);
    return () => {
      removeEventListener('pagehide', end);
      end();
    };
  }, []);

  return {
    state,
    status,
    showMask: (canvas) => preview.current?.showMask(canvas),
    camera: track.current?.getSettings().deviceId ?? '',
    open: (deviceId) => void open(deviceId),
    close,
    canvas: { ref: start, key: opening },
  };
}
