/**
 * A call in one page: camera, a loopback between two peers, and a recorder on the processed track
 * and on the far end's decoded one. Tests drive it through `window.call`.
 */
import { connectLoopback, type Loopback } from '../../demo/page/loopback';
import { type Recorder, record } from './recorder';

type Options = {
  readonly constraints?: MediaStreamConstraints;
  /** Whose `getUserMedia` is asked; this window's by default. */
  readonly from?: Window;
};

export type Call = {
  /** Asks for the camera and looks at what it gives; calls nobody. */
  open(options?: Options): Promise<void>;
  /** Asks for the camera and calls the far end. */
  start(options?: Options): Promise<void>;
  /** Calls the far end with a stream that came another way. */
  use(captured: MediaStream): Promise<void>;
  /** Looks at a stream, and calls nobody. */
  watch(captured: MediaStream): void;
  stop(): void;
  readonly stream: MediaStream | undefined;
  /** Frames that the far end has decoded, also those that nobody has looked at. */
  framesReceived(): Promise<number>;
  /** How often the call had to be negotiated. */
  readonly negotiations: number | undefined;
  /** What the site sends. */
  readonly near: Recorder | undefined;
  /** Recorders of all streams that were looked at, in their order; `near` is the last. */
  readonly looks: readonly Recorder[];
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
const looks: Recorder[] = [];
let far: Recorder | undefined;
let loopback: Loopback | undefined;

const ask = ({ constraints = { video: true }, from = window }: Options = {}) =>
  from.navigator.mediaDevices.getUserMedia(constraints);

const open = async (options?: Options) => watch(await ask(options));

const start = async (options?: Options) => use(await ask(options));

function watch(captured: MediaStream) {
  stream = captured;
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('expected a video track');
  near = record(track);
  looks.push(near);
}

async function use(captured: MediaStream) {
  watch(captured);
  loopback = await connectLoopback(captured);
  const [received] = loopback.received.getVideoTracks();
  if (!received) throw new Error('expected a video track at the far end');
  far = record(received);
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  loopback?.close();
}

window.call = {
  open,
  start,
  use,
  watch,
  stop,
  framesReceived: async () => (await loopback?.framesReceived()) ?? 0,
  get stream() {
    return stream;
  },
  get negotiations() {
    return loopback?.negotiations;
  },
  get near() {
    return near;
  },
  looks,
  get far() {
    return far;
  },
};
