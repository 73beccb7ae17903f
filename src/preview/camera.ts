import { log } from '../shared/log';

/** Why there is no picture. `asked-elsewhere`: this place cannot show the browser's question. */
export type CameraTrouble = 'refused' | 'missing' | 'busy' | 'asked-elsewhere';

export type CameraAnswer =
  | { readonly ok: true; readonly camera: MediaStreamTrack }
  | { readonly ok: false; readonly trouble: CameraTrouble };

/** What most calls ask for. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 } };

/**
 * Opens a camera; its owner stops it. deviceId: empty for the browser's choice, which also takes the place of
 * a camera that is gone. mayAsk: the browser's question can be shown here.
 */
export async function openCamera(deviceId: string, mayAsk: boolean): Promise<CameraAnswer> {
  if (!mayAsk && !(await isGranted())) return { ok: false, trouble: 'asked-elsewhere' };
  const choice = deviceId ? { deviceId: { ideal: deviceId } } : {};
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, ...choice } });
    const [camera] = stream.getVideoTracks();
    return camera ? { ok: true, camera } : { ok: false, trouble: 'missing' };
  } catch (error) {
    log.debug('no camera for the preview', error);
    return { ok: false, trouble: troubleOf(error) };
  }
}

/** Cameras to choose from, with their names; only once the browser has given one. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
}

async function isGranted(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    return state === 'granted';
  } catch (error) {
    log.debug('this browser does not tell of the camera', error);
    return false;
  }
}

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}
