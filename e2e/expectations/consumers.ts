/** Whatever takes a track gets the processed picture, and answers as with the camera's own. */

import type { AnyPage } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';

/** Runs every consumer that the browser has; `room` is the colour each has got where the room was. */
export async function askConsumers(page: AnyPage) {
  const told = await runConsumers(page);
  // Asked by itself: a page has a few seconds for it after the user's gesture, as which a question of a test counts.
  const pictureInPicture = await page.evaluate(() => {
    const video = document.querySelector('video');
    if (!video || !('requestPictureInPicture' in video)) return 'none';
    return video.requestPictureInPicture().then(
      () => 'no error',
      ({ name, message }) => `${name}: ${message}`,
    );
  });
  return { ...told, answers: { ...told.answers, pictureInPicture } };
}

const runConsumers = (page: AnyPage) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    const room: Record<string, number[]> = {};
    const look = (name: string, picture: CanvasImageSource) => {
      const context = new OffscreenCanvas(64, 36).getContext('2d');
      context?.drawImage(picture, 0, 0, 64, 36);
      room[name] = [...(context?.getImageData(2, 2, 1, 1).data.slice(0, 3) ?? [])];
    };
    const failed = async (promise: Promise<unknown>) =>
      promise.then(
        () => 'no error',
        ({ name, message }) => `${name}: ${message}`,
      );

    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    document.body.append(video);
    await video.play();
    look('canvas', video);
    look('createImageBitmap', await createImageBitmap(video));

    const capture = 'ImageCapture' in window ? new ImageCapture(track) : undefined;
    const photograph = async (camera: ImageCapture) => {
      const photo = await camera.takePhoto();
      const picture = await createImageBitmap(photo);
      look('takePhoto', picture);
      look('grabFrame', await camera.grabFrame());
      const { type } = photo;
      return {
        photo: { type, width: picture.width, height: picture.height },
        capabilities: await camera.getPhotoCapabilities(),
        photoSettings: await camera.getPhotoSettings(),
        tooLarge: await failed(camera.takePhoto({ imageWidth: 99_999 })),
        noMode: await failed(camera.takePhoto({ fillLightMode: 'none' as never })),
        noReceiver: await failed(ImageCapture.prototype.takePhoto.call({} as ImageCapture)),
      };
    };
    const photos = capture && (await photograph(capture));

    // An older Firefox knows it by its first name only.
    const playing = video as unknown as Record<string, undefined | (() => MediaStream)>;
    const captureStream = playing['captureStream'] ?? playing['mozCaptureStream'];
    const [captured] = captureStream?.call(video).getVideoTracks() ?? [];
    if (!captured) throw new Error('expected a captured track');
    const again = document.createElement('video');
    again.muted = true;
    again.srcObject = new MediaStream([captured]);
    await again.play();
    look('captureStream', again);

    const hasProcessor = 'MediaStreamTrackProcessor' in window;
    const readOne = async () => {
      const { readable } = new MediaStreamTrackProcessor({ track });
      return (await readable.getReader().read()).value;
    };
    const frame = hasProcessor ? await readOne() : new VideoFrame(video, { timestamp: 1 });
    if (!frame) throw new Error('expected a frame');
    look('VideoFrame', frame);

    const decoded = new Promise<VideoFrame>((resolve, reject) => {
      const decoder = new VideoDecoder({ output: resolve, error: reject });
      decoder.configure({ codec: 'vp8' });
      const encoder = new VideoEncoder({ output: (chunk) => decoder.decode(chunk), error: reject });
      const { codedWidth: width, codedHeight: height } = frame;
      encoder.configure({ codec: 'vp8', width, height });
      encoder.encode(frame, { keyFrame: true });
      void encoder.flush().then(() => decoder.flush());
    });
    const output = await decoded;
    look('VideoEncoder', output);
    output.close();
    frame.close();

    const script = `onmessage = async ({ data }) => {
      const { value } = await data.getReader().read();
      postMessage(value);
      value.close();
    };`;
    if (hasProcessor) {
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      const { readable } = new MediaStreamTrackProcessor({ track });
      const ofWorker = new Promise<VideoFrame>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
      });
      worker.postMessage(readable, [readable]);
      look('a processor read in a worker', await ofWorker);
    }

    const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8' });
    const recorded = new Promise<Blob>((resolve) => {
      recorder.ondataavailable = ({ data }) => resolve(data);
    });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    recorder.stop();
    const player = document.createElement('video');
    player.muted = true;
    player.src = URL.createObjectURL(await recorded);
    await player.play();
    look('MediaRecorder', player);

    const pc = new RTCPeerConnection();
    const { sender } = pc.addTransceiver(track, {
      sendEncodings: [{ rid: 'q', scaleResolutionDownBy: 4 }, { rid: 'f' }],
    });
    const encodings = sender.getParameters().encodings.map(({ rid }) => rid);
    const clone = track.clone();
    await sender.replaceTrack(clone);

    const answers = {
      photos,
      captured: [captured.id === track.id, captured === track, captured.label, String(captured)],
      capturedWidth: captured.getSettings().width,
      encodings,
      replaced: sender.track === clone,
      width: clone.getSettings().width,
    };
    track.enabled = false;
    const disabled = capture && [
      await failed(capture.takePhoto()),
      await failed(capture.grabFrame()),
    ];
    track.enabled = true;
    captured.stop();
    const stopped = capture && [
      await failed(capture.takePhoto()),
      await failed(capture.getPhotoSettings()),
    ];
    return { room, answers: { ...answers, disabled, stopped, state: track.readyState } };
  });

type Told = Awaited<ReturnType<typeof askConsumers>>;

/** The answers are the same, and every consumer has got the green backdrop where the room was. */
export function expectBackdrop(processed: Told, native: Told): void {
  expect(processed.answers).toEqual(native.answers);
  expect(Object.keys(processed.room)).toEqual(Object.keys(native.room));
  for (const [name, [red, green, blue]] of Object.entries(processed.room)) {
    expect(green, name).toBeGreaterThan(200);
    expect(Math.max(red ?? 255, blue ?? 255), name).toBeLessThan(60);
  }
  for (const [name, color] of Object.entries(native.room))
    expect(color, `${name}, natively`).not.toEqual(processed.room[name]);
}
