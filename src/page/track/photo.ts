/**
 * `ImageCapture` of a processed track. What can be set is what the camera says; a photo has the size and
 * the type of the camera's own, and shows what the track shows. The camera's photo, with the room in
 * it, goes nowhere.
 */
import { drawFilling } from '../../compositor/draw-filling';
import { replaceMethod } from '../../natives/native-method';
import { natives } from '../../natives/natives';
import { backingOf } from './processed-track';

/** The captures of the cameras behind those of the site: what they have set holds for their next photo. */
const captures = new WeakMap<ImageCapture, ImageCapture>();

/** So long at most a picture waits for the person: a site whose visitor never comes gets one as well, ms. */
const PERSON_TIMEOUT_MS = 8000;

/** Wraps the prototype of ImageCapture, where there is one. */
export function teachPhotos(): void {
  if (!('ImageCapture' in window)) return;
  const { prototype } = ImageCapture;
  const { grabFrame } = prototype;

  for (const name of ['getPhotoCapabilities', 'getPhotoSettings']) {
    replaceMethod(prototype, name, (native, capture, args) =>
      Reflect.apply(native, cameraCapture(capture) ?? capture, args),
    );
  }
  const grab = async (capture: ImageCapture) => {
    await personIn(capture);
    return Reflect.apply(grabFrame, capture, []);
  };
  replaceMethod(prototype, 'takePhoto', (native, capture, args) => {
    const camera = cameraCapture(capture);
    const taken = Reflect.apply(native, camera ?? capture, args) as Promise<Blob>;
    return camera ? redraw(taken, () => grab(capture)) : taken;
  });
  replaceMethod(prototype, 'grabFrame', (native, capture, args) =>
    cameraCapture(capture) ? grab(capture) : Reflect.apply(native, capture, args),
  );
}

/** undefined for a track that is not processed, and where the native answers with an error of the track's state. */
function cameraCapture(capture: ImageCapture): ImageCapture | undefined {
  const { track } = capture;
  const backing = track && backingOf(track);
  if (!backing || track.readyState !== 'live' || !track.enabled) return undefined;
  const known = captures.get(capture) ?? new ImageCapture(backing.camera);
  captures.set(capture, known);
  return known;
}

/** Until the track shows the person: in a call's first moments it is covered, and a picture would be of nobody. */
async function personIn({ track }: ImageCapture): Promise<void> {
  const { setTimeout, clearTimeout } = natives;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new natives.Promise<void>((resolve) => {
    timer = setTimeout(resolve, PERSON_TIMEOUT_MS);
  });
  await natives.Promise.race([backingOf(track)?.shown, late]);
  clearTimeout(timer);
}

/** A photo like the one taken, of what the track shows. */
async function redraw(taken: Promise<Blob>, grab: () => Promise<ImageBitmap>): Promise<Blob> {
  const photo = await taken;
  const { width, height } = await sizeOf(photo);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('expected a canvas to draw on');
  const frame = await grab();
  drawFilling(context, frame);
  frame.close();
  return context.canvas.convertToBlob({ type: photo.type });
}

async function sizeOf(photo: Blob) {
  const picture = await createImageBitmap(photo);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}
