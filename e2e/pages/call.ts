/**
 * A call in one page: camera, a loopback between two peers, and a recorder on the processed track
 * and on the far end's decoded one. Tests drive it through `window.call`.
 */
import { type Recorder, record } from './recorder';

type Options = {
  readonly constraints?: MediaStreamConstraints;
  /** Whose `getUserMedia` is asked; this window's by default. */
  readonly from?: Window;
};

export type Call = {
  /** Asks for the camera and calls the far end. */
  start(options?: Options): Promise<void>;
  stop(): void;
  readonly stream: MediaStream | undefined;
  /** What the site sends. */
  readonly near: Recorder | undefined;
  /** What the far end sees. */
  readonly far: Recorder | undefined;
};

declare global {
  interface Window {
    call: Call;
  }
}

let stream: MediaStream | undefined;
let near: Recorder | undefined;
let far: Recorder | undefined;
let peers: RTCPeerConnection[] = [];

async function start({ constraints = { video: true }, from = window }: Options = {}) {
  stream = await from.navigator.mediaDevices.getUserMedia(constraints);
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('expected a video track');
  near = record(track);

  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  peers = [caller, callee];
  caller.onicecandidate = ({ candidate }) => callee.addIceCandidate(candidate ?? undefined);
  callee.onicecandidate = ({ candidate }) => caller.addIceCandidate(candidate ?? undefined);
  const received = new Promise<MediaStreamTrack>((resolve) => {
    callee.ontrack = (event) => resolve(event.track);
  });
  for (const each of stream.getTracks()) caller.addTrack(each, stream);
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
  far = record(await received);
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  for (const peer of peers) peer.close();
}

window.call = {
  start,
  stop,
  get stream() {
    return stream;
  },
  get near() {
    return near;
  },
  get far() {
    return far;
  },
};
