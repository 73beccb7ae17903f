/** The demo's page: a site like any other, which knows nothing of Veil. */
import type { TrackStatus } from '../../src/shared/status';
import { connectLoopback, type Loopback } from './loopback';
import { showStatus } from './overlay';

export type Demo = {
  /** True when this machine has a camera. */
  hasCamera(): Promise<boolean>;
  start(): Promise<void>;
  /** Frames the far end has shown. */
  readonly farFrames: number;
  /** True once the far end's picture is as large as the camera's. */
  readonly isFullSize: boolean;
  /** The far end's picture as a PNG, in base64. */
  picture(): string;
  /** Shows how Veil does; the page itself does not know. */
  show(status: TrackStatus): void;
};

declare global {
  interface Window {
    demo: Demo;
  }
}

const element = (id: string) => document.getElementById(id) as HTMLElement;
const video = (id: string) => element(id) as HTMLVideoElement;
let farFrames = 0;
let call: Loopback | undefined;

async function start() {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video('near').srcObject = stream;
  const far = video('far');
  call = await connectLoopback(stream);
  far.srcObject = call.received;
  const count = () => {
    farFrames++;
    far.requestVideoFrameCallback(count);
  };
  far.requestVideoFrameCallback(count);
}

/** Says beside the far end's picture what comes there. */
async function showFarEnd() {
  const bits = (await call?.bitrate()) ?? 0;
  const { videoWidth, videoHeight } = video('far');
  element('far-figures').textContent =
    `${videoWidth}x${videoHeight} · ${(bits / 1e6).toFixed(2)} Mbit/s`;
}

function picture(): string {
  const far = video('far');
  const canvas = document.createElement('canvas');
  canvas.width = far.videoWidth;
  canvas.height = far.videoHeight;
  canvas.getContext('2d')?.drawImage(far, 0, 0);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

window.demo = {
  hasCamera: async () =>
    (await navigator.mediaDevices.enumerateDevices()).some(({ kind }) => kind === 'videoinput'),
  start,
  picture,
  show: (status) => {
    showStatus(element('status'), status);
    void showFarEnd();
  },
  get isFullSize() {
    return video('far').videoWidth >= video('near').videoWidth;
  },
  get farFrames() {
    return farFrames;
  },
};
